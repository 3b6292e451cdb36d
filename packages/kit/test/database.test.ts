import { openDatabase } from '@headway/kit/database'
import { migrate } from '@headway/kit/migrate'
import { start } from '@headway/kit/start'
import { adminQuery } from '@headway/testkit/admin-query'
import { testDatabase } from '@headway/testkit/test-database'
import { openTestEvents } from '@headway/testkit/test-events'
import { until } from '@headway/testkit/until'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { noteRequested, noteWritten } from './notes/src/events.ts'
import { service } from './notes/src/service.ts'
import { notesSurroundings, startNotes } from './notes-service.ts'

const migrations = new URL('./notes/src/store/migrations/', import.meta.url)

test('values come back as what they are', async () => {
  await using database = await testDatabase('notes', { migrations })
  await using opened = openDatabase({ url: database.url, schema: database.schema })

  const { rows } = await sql`select 9007199254740991::bigint as big, array[1, null]::bigint[] as bigs,
    date '2026-03-03' as day, timestamptz '2026-03-03T08:00:00Z' as at, '{"a": 1}'::jsonb as json, 1.5::numeric as exact`.execute(
    opened.db,
  )

  expect(rows[0]).toEqual({
    big: 9007199254740991,
    bigs: [1, null],
    day: '2026-03-03',
    at: new Date('2026-03-03T08:00:00Z'),
    json: { a: 1 },
    exact: '1.5',
  })
  await expect(sql`select 9007199254740992::bigint`.execute(opened.db)).rejects.toThrow(
    'does not fit a number',
  )
})

test('migrating again does nothing, also side by side and when the database is ahead', async () => {
  await using database = await testDatabase('notes', { migrations })
  const options = { databaseUrl: database.url, schema: 'other', folder: migrations }
  const done: string[] = []

  await Promise.all([1, 2, 3].map(() => migrate({ ...options, onMigrated: (name) => done.push(name) })))
  await adminQuery(
    database.url,
    `insert into other.migration (name, timestamp) values ('2099-later', now()::text)`,
  )
  await migrate(options)

  expect(done).toEqual(['20261123-0900-create-outbox-inbox-dead-letter', '20261123-1000-create-note'])
})

test('connections that break are replaced, and relay and handlers go on', async () => {
  await using surroundings = await notesSurroundings({ settings: { HEADWAY_LOG_LEVEL: 'silent' } })
  await using events = await openTestEvents(surroundings.nats.url)
  await using notes = await startNotes(surroundings)
  await events.publish(noteRequested, { text: 'before' })
  await events.next(noteWritten)

  await adminQuery(
    surroundings.database.url,
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  await events.publish(noteRequested, { text: 'after' })
  await events.next(noteWritten, (data) => data.text === 'after')

  const ready = await (await fetch(`${notes.url}/readyz`)).json()
  expect(ready).toMatchObject({ status: 'ready' })
})

test('a connection that breaks in a transaction fails that transaction and nothing else', async () => {
  await using database = await testDatabase('notes', { migrations })
  await using opened = openDatabase({ url: database.url, schema: database.schema })

  const broken = opened.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
    await sql`select pg_terminate_backend(${rows[0]?.pid}, 5000)`.execute(opened.db)
    await sql`select 1`.execute(tx)
  })

  await expect(broken).rejects.toThrow()
  expect((await sql`select 1 as one`.execute(opened.db)).rows).toEqual([{ one: 1 }])
})

test('a field that needs the unreachable database is unavailable, and so is the service', async () => {
  await using surroundings = await notesSurroundings({ settings: { HEADWAY_LOG_LEVEL: 'silent' } })
  await using notes = await startNotes(surroundings)
  await notes.running.db.selectFrom('note').selectAll().execute()
  const name = new URL(surroundings.database.url).pathname.slice(1)
  const admin = new URL(surroundings.database.url)
  admin.pathname = '/postgres'

  await adminQuery(admin.href, `alter database ${name} allow_connections false`)
  await adminQuery(
    admin.href,
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
  )
  const answer = await until(
    async () => {
      const { errors } = await notes.graphql('{ notes { edges { cursor } } }')
      return errors?.[0]
    },
    { what: 'an error' },
  )
  const ready = await fetch(`${notes.url}/readyz`)
  await adminQuery(admin.href, `alter database ${name} allow_connections true`)

  expect(answer.message).not.toMatch(/password|127\.0\.0\.1/)
  expect([ready.status, await ready.json()]).toMatchObject([503, { status: 'unavailable' }])
  await until(async () => (await fetch(`${notes.url}/readyz`)).ok, { what: 'readiness' })
})

test('a service that can do without its database starts without it and catches up', async () => {
  await using surroundings = await notesSurroundings({ settings: { HEADWAY_LOG_LEVEL: 'silent' } })
  await using events = await openTestEvents(surroundings.nats.url)
  const name = new URL(surroundings.database.url).pathname.slice(1)
  const admin = new URL(surroundings.database.url)
  admin.pathname = '/postgres'
  await adminQuery(admin.href, `alter database ${name} allow_connections false`)

  await using hardy = await start({ ...service, requiresDatabase: false }, surroundings.settings)
  const ready = await fetch(`${hardy.url}/readyz`)
  await events.publish(noteRequested, { text: 'early' })
  await adminQuery(admin.href, `alter database ${name} allow_connections true`)
  await events.next(noteWritten, (data) => data.text === 'early')

  expect([ready.status, await ready.json()]).toMatchObject([
    200,
    { status: 'degraded', checks: { database: { ok: false } } },
  ])
})
