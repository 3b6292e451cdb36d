import { datasetVersionCreated } from '@headway/events/datasets'
import { runProgressed, runStarted, runSucceeded } from '@headway/events/pipelines'
import { startService } from '@headway/testkit/start-service'
import { openTestEvents } from '@headway/testkit/test-events'
import { until } from '@headway/testkit/until'
import { expect, test } from 'vitest'
import { openWorker } from './open-worker.ts'
import { speak } from './speak.ts'

const created = (dataset: string, partitionCount: number, number = 1) => ({
  datasetVersionId: `${dataset}/${number}`,
  dataset,
  number,
  parent: null,
  contentDigest: 'a'.repeat(64),
  rowCount: 10,
  quarantinedRowCount: 0,
  partitionCount,
  requestedBy: 'somebody',
})

const setTrigger = `mutation ($input: SetTriggerInput!) { setTrigger(input: $input) { name owner nextAt } }`
const lastOf = `query ($name: String!) { trigger(name: $name) {
  owner lastError lastFiredAt nextAt lastRun { id requestedBy trigger parameters } } }`

type SeenTrigger = {
  trigger: {
    owner: string
    lastError: string | null
    nextAt: string | null
    lastRun: { id: string; requestedBy: string; trigger: string; parameters: object } | null
  }
}

test('an event that fits a trigger starts one run, in the name of its owner', async () => {
  await using service = await startService('pipelines')
  await using events = await openTestEvents(service.nats.url)
  await using _worker = await openWorker(service.settings)
  const { stepsKnown, register, ended } = speak(service)
  await stepsKnown()
  await register('counting', {
    steps: [{ name: 'plan', uses: 'test/plan', parameters: { count: { $ref: 'parameters.count' } } }],
  })
  await service.data(
    setTrigger,
    {
      input: {
        name: 'new-visits',
        pipeline: 'counting',
        event: 'datasets.dataset_version.created',
        filter: { dataset: 'stop_visits', partitionCount: { gte: 100 } },
        parameters: { count: { $ref: 'event.rowCount' }, version: { $ref: 'event.datasetVersionId' } },
      },
    },
    { as: 'operator' },
  )

  await events.publish(datasetVersionCreated, created('weather', 200))
  await events.publish(datasetVersionCreated, created('stop_visits', 99))
  const id = await events.publish(datasetVersionCreated, created('stop_visits', 100, 2))
  const started = await events.next(runStarted)
  await events.publish(datasetVersionCreated, created('stop_visits', 100, 2), { id: `${id}-again` })
  await until(() => events.list(runStarted).length === 2)

  const { trigger } = await service.data<SeenTrigger>(lastOf, { name: 'new-visits' })
  expect(trigger).toMatchObject({ owner: 'test-operator', lastError: null })
  expect(trigger.lastRun).toMatchObject({
    requestedBy: 'test-operator',
    trigger: 'new-visits',
    parameters: { count: 10, version: 'stop_visits/2' },
  })
  expect((await ended(started.data.run)).state).toBe('SUCCEEDED')
})

test('a cron trigger starts a run when its time comes, and plans the next', async () => {
  await using service = await startService('pipelines')
  await using events = await openTestEvents(service.nats.url)
  await using _worker = await openWorker(service.settings)
  const { stepsKnown, register } = speak(service)
  await stepsKnown()
  await register('counting', { steps: [{ name: 'plan', uses: 'test/plan' }] })
  const input = { name: 'often', pipeline: 'counting', cron: '* * * * * *' }

  await service.data(setTrigger, { input })
  await events.next(runStarted)
  const second = await until(() => events.list(runStarted)[1])

  const { trigger } = await service.data<SeenTrigger>(lastOf, { name: 'often' })
  expect(second.data.requestedBy).toBe('test-admin')
  expect(new Date(trigger.nextAt ?? 0).getTime()).toBeGreaterThan(Date.now() - 2000)
  const wrong = await service.graphql(setTrigger, { input: { ...input, cron: 'every day' } })
  expect(wrong.errors?.[0]?.extensions).toMatchObject({
    code: 'INVALID_ARGUMENT',
    field: 'cron',
    value: 'every day',
  })
  const both = await service.graphql(setTrigger, { input: { ...input, event: 'registry.alias.moved' } })
  expect(both.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'cron' })
  const unknown = await service.graphql(setTrigger, {
    input: { name: 'x', pipeline: 'counting', event: 'a.b.c' },
  })
  expect(unknown.errors?.[0]?.extensions).toMatchObject({ field: 'event', value: 'a.b.c' })
  await service.data('mutation { deleteTrigger(name: "often") }')
})

test('while frozen nothing starts, and the trigger says why', async () => {
  await using service = await startService('pipelines')
  await using events = await openTestEvents(service.nats.url)
  await using _worker = await openWorker(service.settings)
  const { stepsKnown, register, start, startWrong } = speak(service)
  await stepsKnown()
  await register('counting', { steps: [{ name: 'plan', uses: 'test/plan' }] })
  const input = { name: 'visits', pipeline: 'counting', event: 'datasets.dataset_version.created' }
  await service.data(setTrigger, { input })

  await service.data('mutation { freeze(reason: "the clocks are wrong") { frozen } }')
  const refused = await startWrong('counting')
  await events.publish(datasetVersionCreated, created('stop_visits', 100))
  const seen = await until(async () => {
    const { trigger } = await service.data<SeenTrigger>(lastOf, { name: 'visits' })
    return trigger.lastError !== null && trigger
  })
  await service.data('mutation { unfreeze(reason: "the clocks are right") { frozen } }')
  await start('counting')

  expect(refused).toMatchObject({
    code: 'FAILED_PRECONDITION',
    message: 'retraining is frozen by test-admin: the clocks are wrong',
  })
  expect(seen.lastRun).toBeNull()
  expect(seen.lastError).toContain('the clocks are wrong')
})

test('the same idempotency key starts one run, however often and however fast', async () => {
  await using service = await startService('pipelines')
  await using _worker = await openWorker(service.settings)
  const { stepsKnown, register, start } = speak(service)
  await stepsKnown()
  await register('counting', { steps: [{ name: 'plan', uses: 'test/plan' }] })

  const ids = await Promise.all(Array.from({ length: 5 }, () => start('counting', {}, 'today')))

  expect(new Set(ids).size).toBe(1)
  expect(await start('counting', {}, 'tomorrow')).not.toBe(ids[0])
})

test('progress is told while a run goes on, at most twice a second', async () => {
  await using service = await startService('pipelines')
  await using events = await openTestEvents(service.nats.url)
  await using _worker = await openWorker(service.settings, { HEADWAY_WORKER_CONCURRENCY: '2' })
  const { stepsKnown, register, start } = speak(service)
  await stepsKnown()
  const steps = [
    { name: 'plan', uses: 'test/plan', parameters: { count: 60 } },
    { name: 'double', uses: 'test/double', forEach: { items: 'plan.numbers', chunkSize: 1 } },
  ]
  await register('many', { steps })
  const began = Date.now()

  await start('many')
  await events.next(runSucceeded)
  const seconds = (Date.now() - began) / 1000

  const told = events.list(runProgressed)
  expect(told.length).toBeGreaterThan(0)
  expect(told.length).toBeLessThanOrEqual(Math.ceil(seconds * 2) + 1)
})
