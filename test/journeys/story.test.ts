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

const sizes = '--routes 3 --stops 12 --days 16 --quiet-days 4 --days-after 2 --with sensor-fault'.split(' ')
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

async function untilTold(scene: string, timeoutMs = 150_000): Promise<void> {
  await until(async () => (await told()).includes(scene) || /The story ended/.test(story.output()), {
    timeoutMs,
    intervalMs: 200,
    what: `${scene} is told`,
  })
  expect(story.output()).not.toMatch(/The story ended/)
}

test('the story of a small city is told to its end although processes are killed', {
  timeout: 400_000,
}, async () => {
  story = opened.use(startStory())
  await untilTold('dataset')
  await killProcess(stateDir, 'worker')
  await untilTold('rollout')
  await killProcess(stateDir, 'departures')
  await untilTold('recovery')

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

test('drift led to one run, for the partitions that drifted and for no others', () => {
  const [first, second, ...more] = seen.runs

  expect(more).toEqual([])
  expect(first).toMatchObject({ trigger: null, state: 'SUCCEEDED' })
  expect(second).toMatchObject({ trigger: expect.any(String), state: 'SUCCEEDED' })
  const { summary, parent } = seen.live
  expect(parent?.id).toBe(first?.modelVersion?.id)
  expect(summary.changedCount).toBeGreaterThan(0)
  expect(summary.inheritedCount).toBeGreaterThan(0)
})

test('an approval is recorded for every version that went live', () => {
  expect(seen.versions.map(({ approval }) => approval?.decision)).toEqual(seen.versions.map(() => 'APPROVED'))
})

test('a depot whose clocks are ahead is a fault of the data and no reason to retrain', () => {
  expect(seen.alerts.map(({ kind }) => kind)).toContain('DATA_QUALITY')
  expect(seen.runs.filter(({ trigger }) => trigger !== null)).toHaveLength(1)
})

test('a second start says that the story was told, and goes on', { timeout: 120_000 }, async () => {
  await story[Symbol.asyncDispose]()
  story = opened.use(startStory())

  await until(() => story.output().includes('The story was told to its end'), { timeoutMs: 100_000 })

  expect(await told()).toContain('recovery')
})
