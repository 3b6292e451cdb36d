import { emit, enqueue } from '@headway/kit/outbox'
import { openTestEvents } from '@headway/testkit/test-events'
import { testNats } from '@headway/testkit/test-nats'
import { until } from '@headway/testkit/until'
import { expect, test } from 'vitest'
import { noteWritten } from './notes/src/events.ts'
import { notesSurroundings, startNotes } from './notes-service.ts'

const write = 'mutation ($text: String!) { writeNote(text: $text) { id } }'

test('an event of a rolled-back transaction is never published', async () => {
  await using surroundings = await notesSurroundings()
  await using events = await openTestEvents(surroundings.nats.url)
  await using notes = await startNotes(surroundings)

  await notes.graphql(write, { text: 'refuse' })
  await notes.data(write, { text: 'kept' })
  await events.next(noteWritten)

  expect(events.list(noteWritten).map((event) => event.data.text)).toEqual(['kept'])
})

test('events carry who caused them, what they are about, and come in the order of their transactions', async () => {
  await using surroundings = await notesSurroundings()
  await using events = await openTestEvents(surroundings.nats.url)
  await using notes = await startNotes(surroundings)

  for (let index = 0; index < 50; index++) {
    await notes.data(write, { text: `note ${index}` }, { as: { id: 'olga žluťoučká', roles: ['operator'] } })
  }
  await events.next(noteWritten, (data) => data.text === 'note 49')

  const seen = events.list(noteWritten)
  expect(seen.map((event) => event.data.text)).toEqual(
    Array.from({ length: 50 }, (_, index) => `note ${index}`),
  )
  expect(seen[0]).toMatchObject({ actor: { id: 'olga žluťoučká' }, subject: seen[0]?.data.id })
})

test('events written side by side all arrive, once each', async () => {
  await using surroundings = await notesSurroundings()
  await using events = await openTestEvents(surroundings.nats.url)
  await using notes = await startNotes(surroundings)

  await Promise.all(Array.from({ length: 300 }, (_, index) => notes.data(write, { text: `note ${index}` })))
  await until(() => events.list(noteWritten).length >= 300, { what: '300 events' })

  expect(new Set(events.list(noteWritten).map((event) => event.data.id)).size).toBe(300)
  await until(async () => (await countOutbox(notes)) === 0, { what: 'an empty outbox' })
})

test('an event emitted twice with one id is published once, also when the first is long gone', async () => {
  await using surroundings = await notesSurroundings()
  await using events = await openTestEvents(surroundings.nats.url)
  await using notes = await startNotes(surroundings)
  const { db } = notes.running
  const say = (text: string, id?: string) =>
    db.transaction().execute((tx) => emit(tx, noteWritten, { id: 'n', text, position: 1 }, id ? { id } : {}))

  await say('first', 'the-same')
  await events.next(noteWritten)
  await until(async () => (await countOutbox(notes)) === 0, { what: 'an empty outbox' })
  await say('second', 'the-same')
  await say('last')
  await events.next(noteWritten, (data) => data.text === 'last')

  expect(events.list(noteWritten).map((event) => event.data.text)).toEqual(['first', 'last'])
})

test('data that does not fit its event is a bug and writes nothing', async () => {
  await using surroundings = await notesSurroundings()
  await using notes = await startNotes(surroundings)

  const emitted = notes.running.db
    .transaction()
    .execute((tx) => emit(tx, noteWritten, { id: 'n', text: 'x' } as never))

  await expect(emitted).rejects.toThrow(TypeError)
  expect(await countOutbox(notes)).toBe(0)
})

test('a plain message goes through the outbox to a stream of its own, without event headers', async () => {
  await using surroundings = await notesSurroundings()
  await using notes = await startNotes(surroundings)
  const { bus, db } = notes.running
  await bus.ensureStream({
    name: 'WORK',
    subjects: ['work.task.>'],
    retention: 'workqueue',
    maxAgeSeconds: 3600,
    maxBytes: 1e7,
  })
  const seen: { id: string | undefined; type: string | undefined; data: unknown }[] = []
  const consumer = { stream: 'WORK', durable: 'work', filterSubject: 'work.task.default' }
  await using _ = bus.consume(consumer, async (message) => {
    seen.push({ id: message.headers['Nats-Msg-Id'], type: message.headers['ce-type'], data: message.json() })
  })

  await db.transaction().execute((tx) => enqueue(tx, 'work.task.default', { task: 1 }, { id: 'task-1/1' }))
  await until(() => seen.length > 0, { what: 'a task' })

  expect(seen).toEqual([{ id: 'task-1/1', type: undefined, data: { task: 1 } }])
})

test('a service that starts without NATS answers, and publishes when NATS comes and comes back', async () => {
  await using nats = await testNats()
  await nats.stop()
  await using surroundings = await notesSurroundings({ nats })
  await using notes = await startNotes(surroundings, { HEADWAY_LOG_LEVEL: 'error' })

  await notes.data(write, { text: 'while NATS was away' })
  const degraded = await (await fetch(`${notes.url}/readyz`)).json()
  await nats.start()
  await using events = await openTestEvents(nats.url)
  await events.next(noteWritten, (data) => data.text === 'while NATS was away')
  await nats.stop()
  await until(() => notes.running.bus.state() !== 'connected', { what: 'the loss of NATS' })
  await notes.data(write, { text: 'while NATS was away again' })
  await nats.start()
  await events.next(noteWritten, (data) => data.text === 'while NATS was away again')

  expect(degraded).toMatchObject({
    status: 'degraded',
    checks: { database: { ok: true }, bus: { ok: false } },
  })
  await until(async () => (await countOutbox(notes)) === 0, { what: 'an empty outbox' })
  expect(events.list(noteWritten)).toHaveLength(2)
})

test('of two replicas one publishes, and the other takes over', async () => {
  await using surroundings = await notesSurroundings()
  await using events = await openTestEvents(surroundings.nats.url)
  await using first = await startNotes(surroundings)
  await using second = await startNotes(surroundings)

  for (let index = 0; index < 20; index++) {
    await (index % 2 === 0 ? first : second).data(write, { text: `note ${index}` })
  }
  await events.next(noteWritten, (data) => data.text === 'note 19')
  await first.running.stop()
  await second.data(write, { text: 'after the first stopped' })
  await events.next(noteWritten, (data) => data.text === 'after the first stopped')

  expect(
    events
      .list(noteWritten)
      .slice(0, 20)
      .map((event) => event.data.text),
  ).toEqual(Array.from({ length: 20 }, (_, index) => `note ${index}`))
})

type Notes = Awaited<ReturnType<typeof startNotes>>

async function countOutbox(notes: Notes): Promise<number> {
  const db = notes.running.db.withTables<{ outbox: { id: number } }>()
  const row = await db
    .selectFrom('outbox')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}
