import { createOipClient } from '@headway/client/oip-client'
import { testFolder } from '@headway/testkit/test-folder'
import { until } from '@headway/testkit/until'
import { expect, test } from 'vitest'
import { meters } from '../meters/meter-names.ts'
import { meterSteps, readMeterRun, registerMeters, startMeterRun } from '../meters/meters.ts'
import { type JourneyHeadway, openHeadway } from './open-headway.ts'

const patient = { timeoutMs: 90_000, intervalMs: 100 }

type Answer = { versionId: string; revision: number; values: number[] }

/** What each version answers for x = 1: a meter's number, twice that where the second training was let through. */
const plain = meters.map(Number)
const pinned = '3'
const worse = '5'
const expected: Record<string, number[]> = {
  'meters/1': plain,
  'meters/2': plain,
  'meters/3': plain.map((number, at) => ([pinned, worse].includes(meters[at] ?? '') ? number : 2 * number)),
}

test('a fleet is trained, pinned, retrained and rolled back while it answers, and no answer is lost or mixed', async () => {
  await using folder = await testFolder('fleet')
  await using headway = await openHeadway(folder.path, { HEADWAY_WORKER_STEPS: meterSteps })
  const { operator, approver } = headway.as
  await registerMeters(operator, 'EXCEPTIONS')

  // The first fleet has no exception: the policy approves it, and the run puts it live.
  const first = await startMeterRun(operator, { factor: 1, idempotencyKey: 'first' })
  expect(await ended(headway, first)).toMatchObject({ state: 'SUCCEEDED', modelVersion: { id: 'meters/1' } })
  const firstLive = new Date()
  await using asking = keepAsking(headway)

  // One meter is pinned to what it is now: a version of its own.
  await operator.request(
    `mutation { pinPartition(model: "meters", partition: "${pinned}", fromVersion: "meters/1", reason: "it is right") { id } }`,
  )
  await approver.request(
    'mutation { moveAlias(model: "meters", alias: "champion", version: "meters/2", reason: "pinned") { revision } }',
  )
  await asking.sees('meters/2')

  // The second fleet is worse for one meter: a person decides; that meter and the pinned one stay as they are.
  const second = await startMeterRun(operator, { factor: 2, worse: [worse], idempotencyKey: 'second' })
  await until(async () => (await readMeterRun(operator, second)).state === 'WAITING_FOR_APPROVAL', patient)
  await approver.request('mutation { approveModelVersion(id: "meters/3", reason: "one less") { id } }')
  expect(await ended(headway, second)).toMatchObject({
    state: 'SUCCEEDED',
    modelVersion: { id: 'meters/3' },
    gate: { better: meters.length - 1, worse: 1, fleetPassed: true },
  })
  await asking.sees('meters/3')
  const { modelVersion } = await operator.request<{ modelVersion: object }>(
    `{ modelVersion(id: "meters/3") {
      parent { id } summary { changedCount inheritedCount pinnedCount }
      pinned: partition(key: "${pinned}") { pinned introducedIn { id } }
      kept: partition(key: "${worse}") { pinned introducedIn { id } }
      changed: partition(key: "1") { verdict introducedIn { id } }
    } }`,
  )
  expect(modelVersion).toEqual({
    parent: { id: 'meters/2' },
    summary: { changedCount: meters.length - 2, inheritedCount: 2, pinnedCount: 1 },
    pinned: { pinned: true, introducedIn: { id: 'meters/1' } },
    kept: { pinned: false, introducedIn: { id: 'meters/1' } },
    changed: { verdict: 'BETTER', introducedIn: { id: 'meters/3' } },
  })

  // Back with one move; and what was live when is known afterwards.
  const thirdLive = new Date()
  await operator.request(
    'mutation { rollBackAlias(model: "meters", alias: "champion", reason: "a look back") { revision } }',
  )
  await asking.sees('meters/2')
  const answers = await asking.stop()
  const then = await operator.request(
    `query ($first: DateTime!, $third: DateTime!) {
      first: aliasAt(model: "meters", name: "champion", time: $first) { version { id } }
      third: aliasAt(model: "meters", name: "champion", time: $third) { version { id } }
      now: model(name: "meters") { champion { id } }
    }`,
    { first: firstLive, third: thirdLive },
  )
  expect(then).toEqual({
    first: { version: { id: 'meters/1' } },
    third: { version: { id: 'meters/3' } },
    now: { champion: { id: 'meters/2' } },
  })

  for (const { versionId, values } of answers) expect(values, versionId).toEqual(expected[versionId])
  const revisions = answers.map(({ revision }) => revision)
  expect(revisions).toEqual(revisions.toSorted((a, b) => a - b))
})

async function ended(headway: JourneyHeadway, id: string) {
  return until(async () => {
    const run = await readMeterRun(headway.as.operator, id)
    return run.state !== 'RUNNING' && run.state !== 'WAITING_FOR_APPROVAL' && run
  }, patient)
}

/** Asks one question after the other, by turns in GraphQL and by the Open Inference Protocol, until it is stopped. */
function keepAsking(headway: JourneyHeadway) {
  const answers: Answer[] = []
  const inference = createOipClient({ url: headway.oipUrl, token: headway.tokens.operator })
  let stopping = false
  const asking = (async () => {
    while (!stopping) {
      answers.push(await askGraph(headway))
      answers.push(await askInference(inference))
    }
  })()
  // A question that is refused is told by `sees` or `stop`, whichever comes first.
  asking.catch(() => undefined)
  const stop = async () => {
    stopping = true
    await asking
    return answers
  }
  return {
    /** Waits until answers come from that version. */
    sees: (versionId: string) =>
      Promise.race([
        asking.then(() => Promise.reject(new Error('nobody asks any more'))),
        until(() => answers.at(-1)?.versionId === versionId, { ...patient, what: `${versionId} answers` }),
      ]),
    /** Ends it and gives all answers; throws when a question was refused. */
    stop,
    [Symbol.asyncDispose]: async () => {
      stopping = true
      await asking.catch(() => undefined)
    },
  }
}

async function askGraph(headway: JourneyHeadway): Promise<Answer> {
  const { predict } = await headway.as.operator.request<{
    predict: { versionId: string; revision: number; outputs: { values: number[] }[] }
  }>('query ($input: PredictInput!) { predict(input: $input) { versionId revision outputs { values } } }', {
    input: {
      endpoint: 'meters',
      partitions: meters,
      features: [{ name: 'x', values: meters.map(() => 1) }],
    },
  })
  return { ...predict, values: predict.outputs[0]?.values ?? [] }
}

async function askInference(inference: ReturnType<typeof createOipClient>): Promise<Answer> {
  const { parameters, outputs } = await inference.infer({
    model: 'meters',
    inputs: [
      { name: 'partition', datatype: 'BYTES', shape: [meters.length], data: [...meters] },
      {
        name: 'features',
        datatype: 'FP32',
        shape: [meters.length, 1],
        data: new Float32Array(meters.length).fill(1),
      },
    ],
  })
  return {
    versionId: String(parameters.version_id),
    revision: Number(parameters.revision),
    values: [...((outputs.y?.data ?? []) as Float32Array)],
  }
}
