import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runFailed } from '@headway/events/pipelines'
import { spawnService } from '@headway/testkit/spawn-service'
import { startService } from '@headway/testkit/start-service'
import { openTestEvents } from '@headway/testkit/test-events'
import { testNats } from '@headway/testkit/test-nats'
import { until } from '@headway/testkit/until'
import { expect, test } from 'vitest'
import { openWorker } from './open-worker.ts'
import { speak } from './speak.ts'

type SeenTask = {
  state: string
  attempt: number
  worker: string
  values: Record<string, unknown>
  logTail: string
  error: { code: string; message: string } | null
  attempts: { number: number; worker: string; error: { code: string; message: string } | null }[]
}

const journalOf = async (path: string) =>
  (await readFile(path, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '')

/** Doubles ten numbers in five chunks, each of which waits for the file `hold`. */
const held = (journal: string, hold: string) => ({
  steps: [
    { name: 'plan', uses: 'test/plan', parameters: { count: 10 } },
    {
      name: 'double',
      uses: 'test/double',
      parameters: { journal, hold },
      forEach: { items: 'plan.numbers', chunkSize: 2 },
    },
    { name: 'sum', uses: 'test/sum', inputs: { lists: 'double.doubled' } },
  ],
})

test('a task whose worker is killed goes to another worker, and its result counts once', async () => {
  await using service = await startService('pipelines')
  const [journal, hold] = [join(service.artifacts.path, 'journal'), join(service.artifacts.path, 'go')]
  await using first = await openWorker(service.settings)
  const { stepsKnown, register, start, ended, output } = speak(service)
  await stepsKnown()
  await register('held', held(journal, hold))
  const id = await start('held')
  await until(async () => (await journalOf(journal)).length === 1)

  await first.kill()
  await using second = await openWorker(service.settings)
  await writeFile(hold, '')
  const run = await ended(id)

  expect(run.state).toBe('SUCCEEDED')
  const tasks = await output<SeenTask>(id, 'double')
  expect(tasks.map(({ attempt, worker }) => [attempt, worker])).toEqual(
    Array.from({ length: 5 }, () => [1, second.name]),
  )
  expect((await output<SeenTask>(id, 'sum'))[0]?.values).toEqual({ total: 110 })
})

test('a service that is killed in the middle of a run goes on where it was', async () => {
  await using service = await spawnService('pipelines')
  const [journal, hold] = [join(service.artifacts.path, 'journal'), join(service.artifacts.path, 'go')]
  await using worker = await openWorker(service.settings, { HEADWAY_WORKER_CONCURRENCY: '2' })
  const { stepsKnown, register, start, ended, output } = speak(service)
  await stepsKnown()
  await register('held', held(journal, hold))
  const id = await start('held')
  await until(async () => (await journalOf(journal)).length === 2)

  await service.kill()
  await writeFile(hold, '')
  await until(async () => (await journalOf(journal)).length === 5)
  await service.restart()
  const run = await ended(id)

  expect(run.state).toBe('SUCCEEDED')
  expect((await journalOf(journal)).sort()).toEqual(
    Array.from({ length: 5 }, (_, chunk) => `double ${chunk} 1`),
  )
  expect((await output<SeenTask>(id, 'sum'))[0]?.values).toEqual({ total: 110 })
  expect(worker.output()).not.toContain('"level":"error"')
})

test('a bus that is away for a while loses no task and no result', async () => {
  await using nats = await testNats()
  await using service = await startService('pipelines', { nats })
  const [journal, hold] = [join(service.artifacts.path, 'journal'), join(service.artifacts.path, 'go')]
  await using _worker = await openWorker(service.settings)
  const { stepsKnown, register, start, ended, output } = speak(service)
  await stepsKnown()
  await register('held', held(journal, hold))
  const id = await start('held')
  await until(async () => (await journalOf(journal)).length === 1)

  await nats.stop()
  await writeFile(hold, '')
  const later = await start('held')
  await nats.start()

  expect((await ended(id)).state).toBe('SUCCEEDED')
  expect((await ended(later)).state).toBe('SUCCEEDED')
  expect((await output<SeenTask>(id, 'sum'))[0]?.values).toEqual({ total: 110 })
})

test('cancelling a run stops its tasks, the one in hand too, and the worker takes the next', async () => {
  await using service = await startService('pipelines')
  await using events = await openTestEvents(service.nats.url)
  const [journal, hold] = [join(service.artifacts.path, 'journal'), join(service.artifacts.path, 'never')]
  await using _worker = await openWorker(service.settings)
  const { stepsKnown, register, start, ended, output } = speak(service)
  await stepsKnown()
  await register('held', held(journal, hold))
  await register('other', { steps: [{ name: 'plan', uses: 'test/plan' }] })
  const id = await start('held')
  await until(async () => (await journalOf(journal)).length === 1)

  await service.data('mutation ($id: ID!) { cancelRun(id: $id, reason: "a wrong day") { id } }', { id })
  const run = await ended(id)
  const other = await ended(await start('other'))

  expect(run).toMatchObject({
    state: 'CANCELLED',
    failure: { step: null, code: 'CANCELLED', reason: 'cancelled by test-admin: a wrong day' },
  })
  expect(run.steps.map(({ state }) => state)).toEqual(['SUCCEEDED', 'CANCELLED', 'CANCELLED'])
  expect(other.state).toBe('SUCCEEDED')
  expect(new Set((await output<SeenTask>(id, 'double')).map(({ state }) => state))).toEqual(
    new Set(['CANCELLED']),
  )
  const told = await events.next(runFailed)
  expect(told.data).toMatchObject({ run: id, state: 'cancelled', code: 'CANCELLED' })
  const again = await service.graphql('mutation ($id: ID!) { cancelRun(id: $id) { id } }', { id })
  expect(again.errors?.[0]?.extensions?.code).toBe('FAILED_PRECONDITION')
})

test('failed tasks are tried again as declared; wrong input is not', async () => {
  await using service = await startService('pipelines')
  const journal = join(service.artifacts.path, 'journal')
  await using worker = await openWorker(service.settings)
  const { stepsKnown, register, start, ended, output } = speak(service)
  await stepsKnown()
  const retry = { attempts: 3, backoffSeconds: 0.1 }
  const one = (uses: string, parameters: object, more: object = {}) => ({
    steps: [{ name: 'it', uses, parameters: { journal, ...parameters }, retry, ...more }],
  })
  await register('flaky', one('test/flaky', { succeedOn: 3 }))
  await register('hopeless', one('test/flaky', { succeedOn: 9 }))
  await register('refused', one('test/refuse', {}))
  await register(
    'crash',
    one('test/crash', {}, { timeoutSeconds: 0.4, retry: { attempts: 2, backoffSeconds: 0.1 } }),
  )

  const flaky = await ended(await start('flaky'))
  const hopeless = await ended(await start('hopeless'))
  const refused = await ended(await start('refused'))
  const crash = await ended(await start('crash'))

  expect(flaky.state).toBe('SUCCEEDED')
  const [task] = await output<SeenTask>(flaky.id, 'it')
  expect(task?.attempts.map(({ number, error }) => [number, error?.message])).toEqual([
    [1, 'attempt 1 fails'],
    [2, 'attempt 2 fails'],
    [3, undefined],
  ])
  expect(hopeless.failure).toEqual({ step: 'it', code: 'INTERNAL', reason: 'attempt 3 fails' })
  expect(refused.failure).toMatchObject({ code: 'INVALID_ARGUMENT' })
  expect(refused.failure?.reason).toContain('numbers was "x", expected numbers')
  expect((await output<SeenTask>(refused.id, 'it'))[0]?.attempts).toHaveLength(1)
  const attempts = (await output<SeenTask>(crash.id, 'it'))[0]?.attempts
  expect(attempts?.map(({ error }) => error?.code)).toEqual(['CRASHED', 'TIMED_OUT'])
  expect((await output<SeenTask>(crash.id, 'it'))[0]?.logTail).toContain('about to end')
  expect(worker.output()).not.toContain('"level":"error"')
})

test('a worker that is told to stop hands its task back', async () => {
  await using service = await startService('pipelines')
  const [journal, hold] = [join(service.artifacts.path, 'journal'), join(service.artifacts.path, 'go')]
  await using first = await openWorker(service.settings, { HEADWAY_WORKER_GRACE_SECONDS: '0.1' })
  const { stepsKnown, register, start, ended, output } = speak(service)
  await stepsKnown()
  await register('held', held(journal, hold))
  const id = await start('held')
  await until(async () => (await journalOf(journal)).length === 1)

  expect(await first.stop()).toBe(0)
  await writeFile(hold, '')
  await using second = await openWorker(service.settings)

  expect((await ended(id)).state).toBe('SUCCEEDED')
  expect((await output<SeenTask>(id, 'double'))[0]).toMatchObject({ worker: second.name, attempt: 1 })
})

test('the peak memory of a task is its own', async () => {
  await using service = await startService('pipelines')
  await using _worker = await openWorker(service.settings)
  const { stepsKnown, register, start, ended, output } = speak(service)
  await stepsKnown()
  const steps = [
    { name: 'large', uses: 'test/swell', parameters: { megabytes: 200 } },
    { name: 'small', uses: 'test/swell', parameters: { megabytes: 1 }, needs: ['large'] },
  ]
  await register('swell', { steps })

  const run = await ended(await start('swell'))

  const peak = async (step: string) =>
    (await output<{ peakMemoryBytes: number }>(run.id, step))[0]?.peakMemoryBytes ?? 0
  expect(await peak('large')).toBeGreaterThan(200e6)
  expect((await peak('large')) - (await peak('small'))).toBeGreaterThan(0)
})
