import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  gateDecided,
  promotionRequested,
  runStarted,
  runSucceeded,
  versionProposed,
} from '@headway/events/pipelines'
import { aliasMoved, modelVersionApproved, modelVersionCreated } from '@headway/events/registry'
import { openTestEvents } from '@headway/testkit/test-events'
import { testFolder } from '@headway/testkit/test-folder'
import { until } from '@headway/testkit/until'
import { expect, test } from 'vitest'
import { type JourneyHeadway, openHeadway } from '../journeys/open-headway.ts'
import { meterSteps, meters, readMeterRun, registerMeters, startMeterRun } from '../meters/meters.ts'

const patient = { timeoutMs: 120_000, intervalMs: 200 }

test('a run in which every process is killed ends as it should, and nothing is doubled', async () => {
  await using folder = await testFolder('chaos')
  const gate = join(folder.path, 'gate')
  await mkdir(gate)
  await using headway = await openHeadway(folder.path, {
    HEADWAY_WORKER_STEPS: meterSteps,
    HEADWAY_WORKER_CONCURRENCY: '1',
  })
  await registerMeters(headway.as.operator, 'ALWAYS')
  const id = await startMeterRun(headway, { factor: 1, gate, idempotencyKey: 'once' })

  // The work is in hand while each of these dies; the chunk that was trained then is let go only afterwards.
  const trained = new Set<string>()
  for (const name of ['worker', 'pipelines', 'nats', 'postgres', 'gateway']) {
    const chunk = await until(async () => (await journal(gate)).find((each) => !trained.has(each)), patient)
    await kill(headway, name)
    trained.add(chunk)
    await writeFile(join(gate, `go-${chunk}`), '')
  }
  await writeFile(join(gate, 'go'), '')
  await until(async () => (await readMeterRun(headway, id)).state === 'WAITING_FOR_APPROVAL', patient)

  // A person decides; what has to act on it dies at that moment.
  await Promise.all(['registry', 'serving', 'datasets', 'monitoring'].map((name) => kill(headway, name)))
  const version = 'meters/1'
  await until(async () => {
    const { modelVersion } = await headway.as.approver.request<{ modelVersion: { state: string } }>(
      `{ modelVersion(id: "${version}") { state } }`,
    )
    if (modelVersion.state === 'APPROVED') return true
    await headway.as.approver.request(
      `mutation { approveModelVersion(id: "${version}", reason: "fit to serve") { id } }`,
    )
    return false
  }, patient)
  await kill(headway, 'serving')
  await kill(headway, 'pipelines')
  const run = await until(async () => {
    const found = await readMeterRun(headway, id)
    return found.state !== 'RUNNING' && found.state !== 'WAITING_FOR_APPROVAL' && found
  }, patient)

  expect(run).toMatchObject({ state: 'SUCCEEDED', failure: null, modelVersion: { id: version } })
  expect(run.modelVersions?.edges).toEqual([{ node: { id: version } }])
  expect(run.steps.find(({ name }) => name === 'train')?.tasks).toMatchObject({ total: 12, done: 12 })
  await until(() => everyMeterAnswers(headway), patient)
  await expectNothingDoubled(headway, id)
  expect(await deadLetters(headway)).toEqual([])
  const { verifyAuditLog } = await headway.as.operator.request(
    '{ verifyAuditLog(model: "meters") { valid problem } }',
  )
  expect(verifyAuditLog).toEqual({ valid: true, problem: null })
})

/** Kills a process without warning and waits until another has taken its place. */
async function kill(headway: JourneyHeadway, name: string): Promise<void> {
  const pid = await until(() => headway.pids()[name], patient)
  process.kill(pid, 'SIGKILL')
  await until(() => headway.pids()[name] !== undefined && headway.pids()[name] !== pid, patient)
}

async function journal(gate: string): Promise<string[]> {
  const text = await readFile(join(gate, 'journal'), 'utf8').catch(() => '')
  return text.split('\n').filter((line) => line !== '')
}

/** Whether the deployed fleet answers for every meter by its own model: the meter's number times x. */
async function everyMeterAnswers(headway: JourneyHeadway): Promise<boolean> {
  const { predict } = await headway.as.operator.request<{
    predict: { outputs: { name: string; values: number[] }[]; sources: string[] }
  }>(`query ($input: PredictInput!) { predict(input: $input) { outputs { name values } sources } }`, {
    input: {
      endpoint: 'meters',
      partitions: meters,
      features: [{ name: 'x', values: meters.map(() => 2) }],
    },
  })
  expect(new Set(predict.sources)).toEqual(new Set(['exact']))
  expect(predict.outputs).toEqual([{ name: 'y', values: meters.map((meter) => 2 * Number(meter)) }])
  return true
}

/** Each thing that a run says is said once, whatever was killed between saying and being heard. */
async function expectNothingDoubled(headway: JourneyHeadway, run: string): Promise<void> {
  await using events = await openTestEvents(headway.natsUrl)
  await events.next(runSucceeded, (data) => data.run === run)
  const ofRun = [runStarted, gateDecided, versionProposed, promotionRequested, runSucceeded] as const
  for (const event of ofRun) expect(events.list(event), event.type).toHaveLength(1)
  for (const event of [modelVersionCreated, modelVersionApproved]) {
    expect(events.list(event), event.type).toHaveLength(1)
  }
  expect(events.list(aliasMoved).map(({ data }) => `${data.alias} ${data.revision}`)).toEqual([
    'challenger 1',
    'champion 1',
  ])
}

async function deadLetters(headway: JourneyHeadway): Promise<object[]> {
  const names = ['registry', 'datasets', 'pipelines', 'serving', 'monitoring'] as const
  const lists = names.map(async (name) => {
    const response = await fetch(`http://127.0.0.1:${headway.ports[name]}/dead-letters`, {
      headers: { authorization: `Bearer ${headway.tokens.admin}` },
    })
    expect(response.status).toBe(200)
    return ((await response.json()) as { deadLetters: object[] }).deadLetters
  })
  return (await Promise.all(lists)).flat()
}
