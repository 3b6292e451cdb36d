import pg from 'pg'
import { expect, test } from 'vitest'
import { adminQuery } from './admin-query.ts'
import { testDatabase } from './test-database.ts'

const migrations = new URL('../test/sample/src/store/migrations/', import.meta.url)

test('each database is migrated and of its own', async () => {
  await using one = await testDatabase('sample', { migrations })
  await using other = await testDatabase('sample', { migrations })

  await adminQuery(one.url, 'insert into sample.sample values (1)')

  expect(await adminQuery(one.url, 'select id from sample.sample')).toHaveLength(1)
  expect(await adminQuery(other.url, 'select id from sample.sample')).toHaveLength(0)
})

test('a pool left open is told, and the database is dropped all the same', async () => {
  const database = await testDatabase('sample', { migrations })
  const pool = new pg.Pool({ connectionString: database.url })
  pool.on('error', () => undefined)
  await pool.query('select 1')

  const closing = database[Symbol.asyncDispose]()

  await expect(closing).rejects.toThrow("1 connections to the test's sample database were left open")
  await pool.end()
})
