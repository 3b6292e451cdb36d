import { testDatabase } from '@headway/testkit/test-database'
import { openTestEvents } from '@headway/testkit/test-events'
import { testNats } from '@headway/testkit/test-nats'
import { until } from '@headway/testkit/until'
import { connect } from 'nats'
import pg from 'pg'
import { expect, test } from 'vitest'
import { noteRequested, noteWritten } from './notes/src/events.ts'
import { spawnNotes } from './notes-service.ts'

test('a service killed again and again loses nothing and does nothing twice', {
  timeout: 120_000,
}, async () => {
  await using nats = await testNats()
  await using database = await testDatabase('notes', {
    migrations: new URL('./notes/src/store/migrations/', import.meta.url),
  })
  await using events = await openTestEvents(nats.url)
  await using notes = await spawnNotes({ nats, database, settings: { HEADWAY_LOG_LEVEL: 'info' } })
  const texts = Array.from({ length: 400 }, (_, index) => `note ${index}`)

  const publishing = (async () => {
    for (const text of texts) await events.publish(noteRequested, { text })
  })()
  for (const share of [50, 200]) {
    await until(() => events.list(noteWritten).length >= share, { what: `${share} notes`, timeoutMs: 30_000 })
    await notes.kill()
    await notes.restart()
  }
  await publishing
  await events.next(noteWritten, (data) => data.text === 'note 399', { timeoutMs: 60_000 })
  const exitCode = await notes.stop()

  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  const written = await client.query(`select text from ${database.schema}.note order by position`)
  const left = await client.query(`select 1 from ${database.schema}.outbox`)
  await client.end()
  const announced = events.list(noteWritten)
  expect(written.rows.map((row) => row.text)).toEqual(texts)
  expect(announced.map((event) => event.data.text)).toEqual(texts)
  expect(left.rowCount).toBe(0)
  expect(exitCode).toBe(0)
})

test('a process with wrong settings says all mistakes at once, shows no secret and ends with 1', async () => {
  await using nats = await testNats()
  await using database = await testDatabase('notes', {
    migrations: new URL('./notes/src/store/migrations/', import.meta.url),
  })
  const settings = { HEADWAY_LOG_LEVEL: 'loud', HEADWAY_INTERNAL_KEY: 'tooshort', NOTES_SECRET: 'abc' }

  const spawned = spawnNotes({ nats, database, settings })

  await expect(spawned).rejects.toThrow(
    /ended with 1.*HEADWAY_LOG_LEVEL is .*loud.*HEADWAY_INTERNAL_KEY is \(secret\).*NOTES_SECRET is \(secret\)/s,
  )
  await expect(spawned).rejects.not.toThrow(/tooshort|"abc"/)
})

test('a trace goes from the request into the log and the event, and metrics are told', async () => {
  await using nats = await testNats()
  await using events = await openTestEvents(nats.url)
  await using notes = await spawnNotes({ nats, settings: { HEADWAY_LOG_LEVEL: 'debug' } })
  const traceId = '0af7651916cd43dd8448eb211c80319c'
  const token = await notes.identity.internalToken('operator')

  await fetch(`${notes.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      traceparent: `00-${traceId}-b7ad6b7169203331-01`,
    },
    body: JSON.stringify({ query: 'mutation { writeNote(text: "traced") { id } }' }),
  })
  await events.next(noteWritten)
  const metrics = await (await fetch(`${notes.url}/metrics`)).text()

  const connection = await connect({ servers: nats.url })
  const manager = await connection.jetstreamManager()
  const message = await manager.streams.getMessage('REGISTRY', { last_by_subj: noteWritten.type })
  await connection.close()

  expect(notes.output()).toContain(traceId)
  expect(message.header.get('traceparent')).toContain(traceId)
  expect(metrics).toMatch(/headway_outbox_published_total\{service="notes"\} 1/)
  expect(metrics).toMatch(/http_server_request_duration|http_server_duration/)
})
