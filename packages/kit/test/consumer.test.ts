import { randomUUID } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openTestEvents } from '@headway/testkit/test-events'
import { testFolder } from '@headway/testkit/test-folder'
import { testNats } from '@headway/testkit/test-nats'
import { until } from '@headway/testkit/until'
import { connect, headers } from 'nats'
import { expect, test } from 'vitest'
import { noteRequested, noteWritten } from './notes/src/events.ts'
import { notesSurroundings, startNotes } from './notes-service.ts'

type Notes = Awaited<ReturnType<typeof startNotes>>

test('a handler acts as whoever caused the event, and its own events go on the bus', async () => {
  await using surroundings = await notesSurroundings()
  await using events = await openTestEvents(surroundings.nats.url)
  await using notes = await startNotes(surroundings)

  await events.publish(noteRequested, { text: 'hello' }, { actor: { id: 'olga', roles: ['operator'] } })
  const written = await events.next(noteWritten)

  expect(written).toMatchObject({ data: { text: 'hello' }, actor: { id: 'olga' } })
  expect(await listTexts(notes)).toEqual(['hello'])
})

test('an event that is delivered twice is handled once', async () => {
  await using surroundings = await notesSurroundings()
  await using events = await openTestEvents(surroundings.nats.url)
  await using notes = await startNotes(surroundings)
  const id = randomUUID()

  await events.publish(noteRequested, { text: 'once' }, { id })
  await events.next(noteWritten)
  // Past the duplicate window of the stream the same event may come again: the inbox is what remembers.
  await publishRaw(surroundings.nats.url, JSON.stringify({ text: 'once' }), {
    'ce-id': id,
    msgId: randomUUID(),
  })
  await events.publish(noteRequested, { text: 'after' })
  await events.next(noteWritten, (data) => data.text === 'after')

  expect(await listTexts(notes)).toEqual(['once', 'after'])
})

test('two replicas share the events and keep their order', async () => {
  await using surroundings = await notesSurroundings()
  await using events = await openTestEvents(surroundings.nats.url)
  await using first = await startNotes(surroundings)
  await using _second = await startNotes(surroundings)
  const texts = Array.from({ length: 100 }, (_, index) => `note ${index}`)

  for (const text of texts) await events.publish(noteRequested, { text })
  await events.next(noteWritten, (data) => data.text === 'note 99')

  expect(await listTexts(first)).toEqual(texts)
})

test('a command that a handler catches leaves nothing behind, what it does instead stays', async () => {
  await using surroundings = await notesSurroundings()
  await using events = await openTestEvents(surroundings.nats.url)
  await using notes = await startNotes(surroundings)

  await events.publish(noteRequested, { text: 'caught' })
  await events.next(noteWritten)

  expect(await listTexts(notes)).toEqual(['instead'])
  expect(events.list(noteWritten).map((event) => event.data.text)).toEqual(['instead'])
})

test('a handler that fails is tried again until what is missing is there', async () => {
  await using folder = await testFolder('obstacle')
  const obstacle = join(folder.path, 'obstacle')
  await writeFile(obstacle, '')
  await using surroundings = await notesSurroundings({
    settings: { NOTES_OBSTACLE: obstacle, HEADWAY_LOG_LEVEL: 'silent' },
  })
  await using events = await openTestEvents(surroundings.nats.url)
  await using notes = await startNotes(surroundings)
  const deliveries: number[] = []
  await using _ = notes.running.bus.subscribe('$JS.ACK.>', () => deliveries.push(1))

  await events.publish(noteRequested, { text: 'flaky' })
  await until(() => deliveries.length > 0, { what: 'a failed delivery' })
  await rm(obstacle)
  await events.next(noteWritten)

  expect(await listTexts(notes)).toEqual(['flaky'])
})

test('a message of the wrong shape is a dead letter at once, and the next one is handled', async () => {
  await using surroundings = await notesSurroundings({ settings: { HEADWAY_LOG_LEVEL: 'silent' } })
  await using notes = await startNotes(surroundings)
  const admin = adminOf(notes, surroundings)

  await publishThrough(surroundings.nats.url, 'first')
  await publishRaw(surroundings.nats.url, '{"text":7}')
  await publishRaw(surroundings.nats.url, 'not json')
  await publishRaw(surroundings.nats.url, '{"text":"no id"}', { 'ce-id': undefined })
  await publishThrough(surroundings.nats.url, 'good')
  await until(async () => (await listTexts(notes)).length === 2, { what: 'both good notes' })

  const { deadLetters } = await admin.list()
  expect(deadLetters.map((letter) => [letter.deliveries, letter.reason])).toEqual([
    [1, 'not a CloudEvent: ce-id, ce-type or ce-specversion 1.0 is missing'],
    [1, expect.stringContaining('the data is not JSON')],
    [1, expect.stringContaining('the data does not match pipelines.note.requested: text:')],
  ])
  expect(await admin.replay(deadLetters[2]?.id ?? 0)).toMatchObject({
    status: 412,
    body: { error: { code: 'FAILED_PRECONDITION' } },
  })
})

test('an event that fails to the end is a dead letter that an admin lists and replays', async () => {
  await using folder = await testFolder('obstacle')
  const obstacle = join(folder.path, 'obstacle')
  await mkdir(obstacle)
  await using surroundings = await notesSurroundings({
    settings: { NOTES_OBSTACLE: obstacle, HEADWAY_LOG_LEVEL: 'silent' },
  })
  await using events = await openTestEvents(surroundings.nats.url)
  await using notes = await startNotes(surroundings)
  const admin = adminOf(notes, surroundings)

  await events.publish(noteRequested, { text: 'flaky' }, { actor: { id: 'olga', roles: ['operator'] } })
  await until(async () => (await admin.list()).deadLetters.length === 1, { what: 'a dead letter' })
  const [letter] = (await admin.list()).deadLetters
  const failed = await admin.replay(letter?.id ?? 0)
  await rm(obstacle, { recursive: true })
  const replayed = await admin.replay(letter?.id ?? 0)
  const again = await admin.replay(letter?.id ?? 0)
  const written = await events.next(noteWritten)

  expect(letter).toMatchObject({
    type: noteRequested.type,
    reason: 'an obstacle',
    deliveries: 3,
    replayedAt: null,
  })
  expect([failed.status, replayed, again.status]).toEqual([
    500,
    { status: 200, body: { replayed: true } },
    412,
  ])
  expect(written).toMatchObject({ data: { text: 'flaky' }, actor: { id: 'olga' } })
  expect((await admin.list()).deadLetters).toEqual([])
})

test('dead letters are for admins', async () => {
  await using surroundings = await notesSurroundings()
  await using notes = await startNotes(surroundings)

  const answer = await fetch(`${notes.url}/dead-letters`, {
    headers: { authorization: `Bearer ${surroundings.identity.apiToken('operator')}` },
  })

  expect(answer.status).toBe(403)
})

test('handlers go on after NATS was away, also after it came back empty', async () => {
  await using nats = await testNats()
  await using surroundings = await notesSurroundings({ nats, settings: { HEADWAY_LOG_LEVEL: 'silent' } })
  await using notes = await startNotes(surroundings)
  await publishThrough(nats.url, 'before')
  await until(async () => (await listTexts(notes)).length === 1, { what: 'the first note' })

  await nats.stop()
  await nats.start()
  await publishThrough(nats.url, 'after')
  await until(async () => (await listTexts(notes)).length === 2, { what: 'the second note' })
  const connection = await connect({ servers: nats.url })
  const manager = await connection.jetstreamManager()
  for (const stream of await manager.streams.list().next()) await manager.streams.delete(stream.config.name)
  await connection.close()
  await nats.stop()
  await nats.start()
  await publishThrough(nats.url, 'after the loss')
  await until(async () => (await listTexts(notes)).length === 3, { what: 'the third note' })

  expect(await listTexts(notes)).toEqual(['before', 'after', 'after the loss'])
})

async function publishThrough(url: string, text: string): Promise<void> {
  await until(
    () =>
      publishRaw(url, JSON.stringify({ text })).then(
        () => true,
        () => false,
      ),
    { what: `a stream for "${text}"` },
  )
}

async function publishRaw(
  url: string,
  payload: string,
  given: Record<string, string | undefined> = {},
): Promise<void> {
  const connection = await connect({ servers: url })
  const fields = headers()
  const { msgId, ...more } = given
  const all = { 'ce-id': randomUUID(), 'ce-type': noteRequested.type, 'ce-specversion': '1.0', ...more }
  for (const [name, value] of Object.entries(all)) if (value !== undefined) fields.set(name, value)
  try {
    await connection
      .jetstream()
      .publish(noteRequested.type, payload, { headers: fields, msgID: msgId ?? randomUUID() })
  } finally {
    await connection.close()
  }
}

async function listTexts(notes: Notes): Promise<string[]> {
  const rows = await notes.running.db.selectFrom('note').select('text').orderBy('position').execute()
  return rows.map((row) => row.text)
}

type Letter = { id: number; type: string; reason: string; deliveries: number; replayedAt: string | null }

function adminOf(notes: Notes, surroundings: Awaited<ReturnType<typeof notesSurroundings>>) {
  const options = { headers: { authorization: `Bearer ${surroundings.identity.apiToken('admin')}` } }
  return {
    list: async () =>
      (await (await fetch(`${notes.url}/dead-letters`, options)).json()) as { deadLetters: Letter[] },
    replay: async (id: number) => {
      const answer = await fetch(`${notes.url}/dead-letters/${id}/replay`, { ...options, method: 'POST' })
      return { status: answer.status, body: await answer.json() }
    },
  }
}
