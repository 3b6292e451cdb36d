import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkGzip } from './check-gzip.ts'
import { identifier, literal } from './quote.ts'
import { openTables, type Tables } from './tables.ts'

let folder: string
let tables: Tables

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tables-'))
  tables = await openTables({ memoryLimit: '256MB', threads: 2, tempDir: join(folder, 'spill') })
})

afterEach(async () => {
  await tables[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

test('rows are plain data', async () => {
  const [row] = await tables.all(
    `SELECT 1::BIGINT AS big, 1.25::DECIMAL(8,2) AS price, DATE '2026-02-20' AS day,
     TIMESTAMP '2026-02-20 10:00:00.5' AS at, ['a', NULL] AS list, {'x': 2, 'y': 'z'} AS struct, NULL AS nothing,
     true AS yes, 9007199254740993::BIGINT AS huge`,
  )

  expect(row).toEqual({
    big: 1,
    price: 1.25,
    day: '2026-02-20',
    at: new Date('2026-02-20T10:00:00.500Z'),
    list: ['a', null],
    struct: { x: 2, y: 'z' },
    nothing: null,
    yes: true,
    huge: '9007199254740993',
  })
})

test('parameters are bound, never spliced', async () => {
  expect(await tables.all('SELECT $1::VARCHAR AS text, $2::INTEGER AS number', ["'; DROP", 3])).toEqual([
    { text: "'; DROP", number: 3 },
  ])
})

test('a million rows come as typed arrays', async () => {
  const columns = await tables.columns(
    `SELECT i::INTEGER AS number, (i / 2)::FLOAT AS half, i::BIGINT AS big, (i % 2 = 0) AS even,
     DATE '1970-01-02' AS day, TIMESTAMP '1970-01-01 00:00:01.5' AS at, 's' || (i % 3) AS text,
     i::DECIMAL(12, 1) AS price FROM range(1000000) t(i)`,
  )

  expect(Object.values(columns).map((column) => column.length)).toEqual(Array(8).fill(1_000_000))
  const last = Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column.at(-1)]))
  expect(last).toEqual({
    number: 999_999,
    half: 499_999.5,
    big: 999_999,
    even: 0,
    day: 1,
    at: 1500,
    text: 's0',
    price: 999_999,
  })
  expect(columns.number).toBeInstanceOf(Int32Array)
  expect(columns.half).toBeInstanceOf(Float32Array)
})

test('what is missing is NaN or null, and an error in a whole number', async () => {
  const sql = "SELECT * FROM (VALUES (1.5::FLOAT, 'a'), (NULL, NULL)) t(x, y)"

  expect(await tables.columns(sql)).toEqual({ x: Float32Array.of(1.5, Number.NaN), y: ['a', null] })
  await expect(
    tables.columns('SELECT unnest([1, NULL])::INTEGER AS trip_stop_sequence'),
  ).rejects.toMatchObject({ code: 'INVALID_ARGUMENT', field: 'trip_stop_sequence' })
  expect(await tables.columns('SELECT 1 AS a WHERE false')).toEqual({ a: new Int32Array(0) })
})

test('Parquet is written in the order asked for and read back', async () => {
  const path = join(folder, "it's.parquet")

  const rows = await tables.copyToParquet('SELECT i FROM range(5000) t(i)', path, {
    orderBy: 'i DESC',
    rowGroupSize: 2048,
  })

  expect(rows).toBe(5000)
  expect(await tables.all(`SELECT i FROM read_parquet(${literal(path)}) LIMIT 2`)).toEqual([
    { i: 4999 },
    { i: 4998 },
  ])
})

test('a query is told apart from its table by description', async () => {
  expect(await tables.describe('SELECT 1::SMALLINT a, NOW() b')).toEqual([
    { name: 'a', type: 'SMALLINT' },
    { name: 'b', type: 'TIMESTAMP WITH TIME ZONE' },
  ])
})

test('names and values survive their quoting', async () => {
  const name = 'odd "name"; --'

  expect(await tables.all(`SELECT ${literal("it's")} AS ${identifier(name)}`)).toEqual([{ [name]: "it's" }])
  expect(await tables.all(`SELECT ${literal(['a', "b'c"])} AS list`)).toEqual([{ list: ['a', "b'c"] }])
})

test('a bad row of a CSV file is told by file, line, value and expectation', async () => {
  const path = join(folder, 'bad.csv')
  await writeFile(path, 'a,b\n1,2\nxx,3\n')

  await expect(
    tables.all(`SELECT * FROM read_csv(${literal(path)}, columns = {a: 'INTEGER', b: 'INTEGER'})`),
  ).rejects.toMatchObject({ code: 'INVALID_ARGUMENT', field: `${path}:3`, value: 'xx,3' })
})

test('a missing file, a mistake in SQL and too little memory are told apart', async () => {
  await expect(tables.all(`SELECT * FROM '${folder}/none.parquet'`)).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  await expect(tables.all('SELECT nothing_like_it')).rejects.toThrow('Binder Error')
  await tables.run("SET memory_limit = '20MB'")
  await expect(
    tables.all('SELECT max(len(l)) FROM (SELECT list(md5(i::VARCHAR)) l FROM range(3000000) t(i))'),
  ).rejects.toMatchObject({ code: 'RESOURCE_EXHAUSTED' })
})

test('a long query ends when it is no longer wanted', async () => {
  const controller = new AbortController()
  const query = tables.all('SELECT count(*) FROM range(100000) a, range(10000000) b', [], {
    signal: controller.signal,
  })

  setImmediate(() => controller.abort(new Error('no longer wanted')))

  await expect(query).rejects.toThrow('no longer wanted')
  expect(await tables.all('SELECT 1 AS alive')).toEqual([{ alive: 1 }])
})

test('closing leaves no file behind', async () => {
  const other = await openTables({ memoryLimit: '64MB', threads: 1, tempDir: join(folder, 'other') })
  await other.run('CREATE TABLE t AS SELECT * FROM range(10)')

  await other[Symbol.asyncDispose]()

  expect(await readdir(join(folder, 'other'))).toEqual([])
})

test('a gzip file must be whole', async () => {
  const whole = gzipSync(Buffer.from('a,b\n'.repeat(50_000)))
  await writeFile(join(folder, 'whole.gz'), whole)
  await writeFile(join(folder, 'cut.gz'), whole.subarray(0, whole.length - 10))
  await writeFile(join(folder, 'no.gz'), 'a,b\n1,2\n')

  await checkGzip(join(folder, 'whole.gz'))
  await expect(checkGzip(join(folder, 'cut.gz'), 'cut.gz')).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    field: 'cut.gz',
    message: 'cut.gz is cut short',
  })
  await expect(checkGzip(join(folder, 'no.gz'), 'no.gz')).rejects.toMatchObject({
    message: 'no.gz is not valid gzip',
  })
})
