import { allEventsStream } from '@headway/events/catalog'
import { type Bus, openBus } from '@headway/kit/bus'
import { eventStreams } from '@headway/kit/bus-streams'
import type { EventHandler } from '@headway/kit/consumer'
import { createLog } from '@headway/kit/log'
import { until } from '@headway/testkit/until'
import { workStreams } from '@headway/worker/task-protocol'
import { DeliverPolicy, type NatsConnection } from 'nats'
import { expect, test } from 'vitest'
import { busProcesses, handledEvents } from '../src/bus-accounts.ts'
import { makeObserverConsumers } from '../src/observer-consumers.ts'
import { type GuardedBus, openGuardedBus } from './guarded-bus.ts'

const log = createLog('test', 'silent')
const streams = [...eventStreams, ...workStreams]

function openAs(guarded: GuardedBus, user: string): Bus {
  return openBus({ url: guarded.urlOf(user), name: user, log, streams })
}

async function openPrepared(observers: readonly string[] = ['observer']): Promise<GuardedBus> {
  await using stack = new AsyncDisposableStack()
  const guarded = stack.use(await openGuardedBus(observers))
  await using admin = openAs(guarded, 'admin')
  await makeObserverConsumers(await admin.connection(), observers)
  stack.move()
  return guarded
}

/** What the server answers to a request, or that it did not let it through. */
async function ask(nats: NatsConnection, subject: string, body: unknown = ''): Promise<string> {
  try {
    const answer = await nats.request(subject, typeof body === 'string' ? body : JSON.stringify(body), {
      timeout: 3000,
    })
    return answer.string()
  } catch (error) {
    return (error as Error).message
  }
}

async function listHandled(name: string): Promise<string[]> {
  const source = new URL(`../../../services/${name}/src/service.ts`, import.meta.url).href
  const { service } = (await import(source)) as { service: { handlers?: EventHandler<unknown>[] } }
  return (service.handlers ?? []).map(({ event }) => event.type).sort()
}

for (const name of ['registry', 'datasets', 'serving', 'monitoring'] as const) {
  test(`${name} has the right to consume exactly the events that it handles`, async () => {
    expect([...(handledEvents[name] ?? [])].sort()).toEqual(await listHandled(name))
  })
}

test('pipelines has the right to consume every event that a trigger may wait for', async () => {
  expect(handledEvents.pipelines).toEqual(expect.arrayContaining(await listHandled('pipelines')))
})

test('every process finds the streams, which it may not make', async () => {
  await using guarded = await openPrepared()

  for (const name of busProcesses) {
    await using bus = openAs(guarded, name)
    const nats = await bus.connection(AbortSignal.timeout(10_000))
    expect(await ask(nats, '$JS.API.STREAM.CREATE.MINE', { name: 'MINE' })).toMatch(/permissions violation/i)
    expect(await ask(nats, '$JS.API.STREAM.DELETE.REGISTRY')).toMatch(/permissions violation/i)
    expect(await ask(nats, '$JS.API.STREAM.PURGE.REGISTRY')).toMatch(/permissions violation/i)
    expect(await ask(nats, '$JS.API.STREAM.MSG.GET.REGISTRY', { seq: 1 })).toMatch(/permissions violation/i)
  }
})

test('a stream with other settings is left to those who may change it', async () => {
  await using guarded = await openPrepared()
  const [first, ...others] = streams
  const longer = { ...(first as (typeof streams)[number]), maxAgeSeconds: 12_345 }

  await using bus = openBus({
    url: guarded.urlOf('registry'),
    name: 'registry',
    log,
    streams: [longer, ...others],
  })

  await bus.connection(AbortSignal.timeout(10_000))
  expect(bus.state()).toBe('connected')
})

test('what a service publishes reaches those who handle it, and nobody publishes for another', async () => {
  await using guarded = await openPrepared()
  await using registry = openAs(guarded, 'registry')
  await using serving = openAs(guarded, 'serving')
  const heard: string[] = []
  await using _ = serving.consume(
    {
      stream: 'REGISTRY',
      durable: 'serving_on_registry_alias_moved',
      filterSubject: 'registry.alias.moved',
    },
    async (message) => void heard.push(message.subject),
  )

  await registry.publish('registry.alias.moved', {}, { id: 'one' })

  await until(() => heard.length === 1)
  await expect(serving.publish('registry.alias.moved', {}, { id: 'two' })).rejects.toThrow(/permissions/i)
  await expect(registry.publish('pipelines.run.started', {}, { id: 'three' })).rejects.toThrow(/permissions/i)
  expect(heard).toEqual(['registry.alias.moved'])
})

test('a service takes no message from the consumer of another', async () => {
  await using guarded = await openPrepared()
  await using monitoring = openAs(guarded, 'monitoring')
  const nats = await monitoring.connection()

  const theirs = 'REGISTRY.serving_on_registry_alias_moved'
  expect(await ask(nats, `$JS.API.CONSUMER.MSG.NEXT.${theirs}`, { batch: 1 })).toMatch(/permissions/i)
  expect(await ask(nats, `$JS.API.CONSUMER.CREATE.${theirs}.registry.alias.moved`, {})).toMatch(
    /permissions/i,
  )
  expect(await ask(nats, `$JS.API.CONSUMER.DELETE.${theirs}`)).toMatch(/permissions/i)
})

test('tasks go from pipelines to workers, results back, and word that a task is cancelled', async () => {
  await using guarded = await openPrepared()
  await using pipelines = openAs(guarded, 'pipelines')
  await using worker = openAs(guarded, 'worker')
  const heard: string[] = []
  const hear = async (message: { subject: string }) => void heard.push(message.subject)
  await using _tasks = worker.consume(
    { stream: 'WORK', durable: 'worker_default', filterSubject: 'work.task.default', concurrency: 2 },
    hear,
  )
  await using _results = pipelines.consume(
    {
      stream: 'WORK_RESULT',
      durable: 'pipelines_on_work_result_finished',
      filterSubject: 'work.result.finished',
      concurrency: 4,
      maxAckPending: 100,
    },
    hear,
  )
  await using _control = worker.subscribe('work.control.cancelled', (_data, subject) => {
    heard.push(subject)
  })

  await pipelines.publish('work.task.default', {}, { id: 'task' })
  await worker.publish('work.result.finished', {}, { id: 'result' })
  await pipelines.publish('work.control.cancelled', {}, { id: 'cancel' })

  await until(() => heard.length === 3)
  expect(heard.toSorted()).toEqual(['work.control.cancelled', 'work.result.finished', 'work.task.default'])
})

test('the gateway reads all events by consumers of its own making', async () => {
  await using guarded = await openPrepared()
  await using registry = openAs(guarded, 'registry')
  await using gateway = openAs(guarded, 'gateway')
  await registry.publish('registry.alias.moved', {}, { id: 'one' })
  const nats = await gateway.connection()

  const consumer = await nats.jetstream().consumers.get(allEventsStream, {
    deliver_policy: DeliverPolicy.StartSequence,
    opt_start_seq: 1,
    filterSubjects: 'registry.alias.moved',
  })
  const message = await until(() => consumer.next({ expires: 1000 }))

  expect(message.subject).toBe('registry.alias.moved')
  await consumer.delete()
})

test('a reader from outside reads every event, each reader for itself', async () => {
  await using guarded = await openPrepared(['planning', 'signage'])
  await using registry = openAs(guarded, 'registry')
  await registry.publish('registry.alias.moved', {}, { id: 'one' })

  for (const name of ['planning', 'signage']) {
    const nats = await guarded.connectAs(name)
    const consumer = await nats.jetstream().consumers.get(allEventsStream, name)
    const message = await until(() => consumer.next({ expires: 1000 }))
    message.ack()
    expect(message.subject).toBe('registry.alias.moved')
    await nats.close()
  }
  const nats = await guarded.connectAs('planning')
  expect(await ask(nats, `$JS.API.CONSUMER.MSG.NEXT.${allEventsStream}.signage`)).toMatch(/permissions/i)
  await nats.close()
})

test('a reader from outside changes nothing and reads nothing else', async () => {
  await using guarded = await openPrepared()
  const nats = await guarded.connectAs('observer')
  const denied = /permissions violation/i

  for (const subject of [
    'registry.alias.moved',
    'outcome.observed',
    'work.task.default',
    'work.control.cancelled',
    allEventsStream,
    `$JS.API.CONSUMER.CREATE.${allEventsStream}`,
    `$JS.API.CONSUMER.CREATE.${allEventsStream}.mine`,
    `$JS.API.CONSUMER.DURABLE.CREATE.${allEventsStream}.observer`,
    `$JS.API.CONSUMER.DELETE.${allEventsStream}.observer`,
    `$JS.API.STREAM.MSG.DELETE.${allEventsStream}`,
    `$JS.API.STREAM.PURGE.${allEventsStream}`,
    '$JS.API.STREAM.INFO.REGISTRY',
    '$JS.API.STREAM.MSG.GET.REGISTRY',
    '$JS.API.STREAM.LIST',
    '$JS.API.CONSUMER.LIST.REGISTRY',
    '$JS.ACK.WORK.worker_default.1.1.1.1.1',
  ]) {
    expect(await ask(nats, subject, {}), subject).toMatch(denied)
  }
  for (const subject of ['>', 'registry.>', 'work.>', '_INBOX_registry.>', '$JS.API.>', '$SYS.>']) {
    const refused = new Promise<Error | null>((resolve) => {
      nats.subscribe(subject, { callback: (error) => resolve(error) })
    })
    expect((await refused)?.message, subject).toMatch(denied)
  }
  await nats.close()
})

test('a reader from outside has nothing published by naming where to answer', async () => {
  await using guarded = await openPrepared()
  await using registry = openAs(guarded, 'registry')
  await registry.publish('registry.alias.moved', {}, { id: 'one' })
  const nats = await guarded.connectAs('observer')
  const reply = 'registry.model_version.created'
  const stream = `$JS.API.STREAM.INFO.${allEventsStream}`

  nats.publish(`$JS.API.CONSUMER.MSG.NEXT.${allEventsStream}.observer`, '1', { reply })
  nats.publish(`$JS.API.STREAM.MSG.GET.${allEventsStream}`, '{"seq":1}', { reply })
  nats.publish(stream, '', { reply })
  // Answered after those, by the same server.
  const consumer = await nats.jetstream().consumers.get(allEventsStream, 'observer')
  const message = await until(() => consumer.next({ expires: 1000 }))

  expect(message.subject).toBe('registry.alias.moved')
  const { state } = JSON.parse(await ask(nats, stream, { subjects_filter: '>' }))
  expect(state.subjects).toEqual({ 'registry.alias.moved': 1 })
  await nats.close()
})
