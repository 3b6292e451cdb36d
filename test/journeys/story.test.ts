import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createGraphqlClient, type GraphqlClient } from '@headway/client/graphql-client'
import { findRunning } from '@headway/local/find-running'
import { testFolder } from '@headway/testkit/test-folder'
import { until } from '@headway/testkit/until'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { killProcess } from './kill-process.ts'
import { type RunningProgram, runProgram } from './run-program.ts'
import { readSeen, type Seen } from './story-seen.ts'

const sizes = '--routes 3 --stops 16 --days 14 --quiet-days 4 --days-after 2 --with sensor-fault'.split(' ')
const opened = new AsyncDisposableStack()
let stateDir: string
let story: RunningProgram
let graph: GraphqlClient
let seen: Seen

beforeAll(async () => {
  stateDir = join(opened.use(await testFolder('story')).path, 'state')
})
afterAll(() => opened.disposeAsync())

/** The scenes that were told to their end. */
async function told(): Promise<string[]> {
  const text = await readFile(join(stateDir, 'story.json'), 'utf8').catch(() => '{"told":[]}')
  return (JSON.parse(text) as { told: { scene: string }[] }).told.map(({ scene }) => scene)
}

async function untilTold(scene: string): Promise<void> {
  const isOver = async () => (await told()).includes(scene) || story.output().includes('The story ended')
  const waiting = until(isOver, { timeoutMs: 250_000, intervalMs: 200, what: `${scene} is told` })
  await waiting.catch((error: Error) => Promise.reject(new Error(`${error.message}\n${story.output()}`)))
  expect(await told(), story.output()).toContain(scene)
}

test('the story of a small city is told to its end although processes are killed', {
  timeout: 400_000,
}, async () => {
  story = opened.use(startStory())
  await untilTold('dataset')
  await killProcess(stateDir, 'worker')
  await untilTold('rollout')
  await killProcess(stateDir, 'departures')
  await untilTold('bad clocks')

  const found = await findRunning(stateDir)
  graph = createGraphqlClient({
    url: found?.addresses?.graphqlUrl ?? '',
    token: found?.tokens.operator ?? '',
  })
  seen = await readSeen(graph, 'departures-city')
  expect(story.output()).toMatch(/worker +ready again/)
  expect(story.output()).toMatch(/departures +ready again/)
})

function startStory(): RunningProgram {
  return runProgram('reference-apps/departures/src/start.ts', ['--state', stateDir, ...sizes], {
    HEADWAY_FREE_PORTS: '1',
    // The nats-server that the test run found already; else the start would fetch its own.
    PATH: `${dirname(inject('natsServer'))}:${process.env.PATH}`,
    HEADWAY_LOG_LEVEL: 'warn',
  })
}

test('drift led to runs for the partitions that drifted, and the others were inherited', () => {
  const [first, ...triggered] = seen.runs

  expect(first).toMatchObject({ trigger: null, state: 'SUCCEEDED', partitionCount: null })
  expect(triggered.some(({ state }) => state === 'SUCCEEDED')).toBe(true)
  for (const run of triggered) {
    expect(run.trigger).toMatch(/^departures-city-/)
    expect(run.partitionCount).toBeGreaterThan(0)
    // What does not pass its gate is refused, and a run in which nothing passed ends there.
    const reason = run.failure?.reason ?? ''
    const isRefused = run.state === 'REJECTED' || reason === 'the gate accepted no partition'
    expect(run.state === 'SUCCEEDED' || isRefused, `${run.state}: ${reason}`).toBe(true)
  }
  expect(seen.champion.id).not.toBe(first?.modelVersion?.id)
  expect(seen.champion.summary.inheritedCount).toBeGreaterThan(0)
})

test('every version was decided on, by the policy or the approver, and what is live was approved', () => {
  for (const { id, approval } of seen.versions) {
    expect(approval?.decision, id).toMatch(/^(APPROVED|REJECTED)$/)
    expect(approval?.decidedBy, id).not.toBe('local-operator')
  }
  const live = seen.versions.find(({ id }) => id === seen.champion.id)
  expect(live?.approval?.decision).toBe('APPROVED')
})

test('a depot whose clocks are ahead is a fault of the data and no reason to retrain', () => {
  const clocks = seen.faults.filter(({ faults }) => faults.nodes.length > 0)
  const [since] = clocks.map(({ windowStart }) => windowStart).toSorted()
  const faulty = new Set(clocks.flatMap(({ faults }) => faults.nodes.map(({ partition }) => partition)))

  const retrained = seen.retrainings.filter(
    ({ partition, dataTime }) => since !== undefined && dataTime > since && faulty.has(partition),
  )

  expect(seen.alerts).toContainEqual({ kind: 'DATA_QUALITY', check: 'CLOCK' })
  expect(faulty.size).toBeGreaterThan(0)
  expect(retrained).toEqual([])
})

test('a second start says that the story was told, and goes on', { timeout: 120_000 }, async () => {
  await story[Symbol.asyncDispose]()
  story = opened.use(startStory())

  await until(() => story.output().includes('The story was told to its end'), { timeoutMs: 100_000 })

  expect(await told()).toContain('bad clocks')
})
