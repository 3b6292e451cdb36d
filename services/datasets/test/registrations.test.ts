import { randomUUID } from 'node:crypto'
import { type Database as Opened, openDatabase } from '@headway/kit/database'
import { type TestDatabase, testDatabase } from '@headway/testkit/test-database'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../src/store/database.ts'
import {
  claimRegistration,
  dropRegistration,
  finishRegistration,
  keepRegistration,
} from '../src/store/registrations.ts'

let database: TestDatabase
let opened: Opened<Database>

beforeAll(async () => {
  database = await testDatabase('datasets')
  opened = openDatabase<Database>(database)
  await opened.db
    .insertInto('dataset')
    .values({ name: 'visits', declaration: '{}', revision: 1, created_at: new Date(), created_by: 'someone' })
    .execute()
})

afterAll(async () => {
  await opened[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

const [first, second] = [randomUUID(), randomUUID()]

function claim(idempotencyKey: string, holder: string, requestDigest = 'same') {
  return claimRegistration(opened.db, { dataset: 'visits', idempotencyKey }, { requestDigest, holder })
}

/** Makes the holder look as if it had died a minute ago. */
async function silence(idempotencyKey: string): Promise<void> {
  await opened.db
    .updateTable('dataset_registration')
    .set({ heartbeat_at: sql`now() - interval '1 minute'` })
    .where('idempotency_key', '=', idempotencyKey)
    .execute()
}

test('a claim is its holder’s until the holder falls silent', async () => {
  expect(await claim('held', first)).toMatchObject({ holder: first, number: null })
  expect(await claim('held', second)).toMatchObject({ holder: first })

  await silence('held')

  expect(await claim('held', second)).toMatchObject({ holder: second })
  expect(await claim('held', first)).toMatchObject({ holder: second })
})

test('a sign of life keeps a claim', async () => {
  await claim('kept', first)
  await silence('kept')

  await keepRegistration(opened.db, { dataset: 'visits', idempotencyKey: 'kept' }, first)

  expect(await claim('kept', second)).toMatchObject({ holder: first })
})

test('another request never takes a claim over, and a finished one stays finished', async () => {
  const key = { dataset: 'visits', idempotencyKey: 'finished' }
  await claim('finished', first)
  await silence('finished')
  expect(await claim('finished', second, 'other')).toMatchObject({ requestDigest: 'same', holder: first })

  await finishRegistration(opened.db, key, { holder: first, number: 7 })
  await silence('finished')

  expect(await claim('finished', second)).toMatchObject({ holder: first, number: 7 })
  await dropRegistration(opened.db, key, first)
  expect(await claim('finished', second)).toMatchObject({ number: 7 })
})

test('a claim that was given up is free', async () => {
  await claim('dropped', first)

  await dropRegistration(opened.db, { dataset: 'visits', idempotencyKey: 'dropped' }, first)

  expect(await claim('dropped', second, 'other')).toMatchObject({ requestDigest: 'other', holder: second })
})
