import { readdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { digestOf } from '@headway/artifacts/digest'
import { expectationFailed } from '@headway/events/datasets'
import type { GraphqlError } from '@headway/testkit/graphql-caller'
import { openTestEvents, type TestEvents } from '@headway/testkit/test-events'
import { type TestNats, testNats } from '@headway/testkit/test-nats'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type OpenDatasets, openDatasets, registerDataset, registerVersion } from './open-datasets.ts'
import { declaration, goodVisits, toCsv, writeVisits } from './stop-visits.ts'

let nats: TestNats
let events: TestEvents
let datasets: OpenDatasets

beforeAll(async () => {
  nats = await testNats()
  events = await openTestEvents(nats.url)
  datasets = await openDatasets({ nats })
  await datasets.service.data(registerDataset, { input: declaration })
})

afterAll(async () => {
  await datasets[Symbol.asyncDispose]()
  await events[Symbol.asyncDispose]()
  await nats[Symbol.asyncDispose]()
})

afterEach(async () => {
  const { dataset } = await datasets.service.data<{ dataset: { versions: { edges: unknown[] } } }>(
    '{ dataset(name: "stop_visits") { versions { edges { cursor } } } }',
  )
  expect(dataset.versions.edges).toEqual([])
  expect(await readdir(join(datasets.service.artifacts.path, 'incoming'))).toEqual([])
})

async function refusal(source: object, as: 'operator' | 'viewer' = 'operator'): Promise<GraphqlError> {
  const { errors } = await datasets.service.graphql(
    registerVersion,
    { input: { dataset: 'stop_visits', source } },
    { as },
  )
  expect(errors).toHaveLength(1)
  return errors?.[0] as GraphqlError
}

async function refusalOf(name: string, content: string | Buffer): Promise<GraphqlError> {
  await writeFile(join(datasets.folder, name), content)
  return refusal({ folder: datasets.folder, include: name })
}

const csv = toCsv(goodVisits())

test('a missing column is named with its file', async () => {
  const error = await refusalOf('no-route.csv', csv.replace('route_id', 'line'))

  expect(error.extensions).toMatchObject({
    code: 'INVALID_ARGUMENT',
    field: 'no-route.csv:route_id',
    expected: 'a column route_id of type STRING',
    details: { file: 'no-route.csv', column: 'route_id' },
  })
})

test('a value of the wrong type is named with its file, row and column', async () => {
  const lines = csv.split('\n')
  lines[7] = (lines[7] ?? '').replace(',3,', ',3.5,')
  const wrongNumber = await refusalOf('wrong-number.csv', lines.join('\n'))
  const wrongTime = await refusalOf('wrong-time.csv', csv.replace('2026-03-02T09:15:00Z', 'half past nine'))
  const infinite = await refusalOf('infinite.csv', csv.replace(',62,x', ',inf,x'))

  expect(wrongNumber.extensions).toMatchObject({
    code: 'INVALID_ARGUMENT',
    field: 'wrong-number.csv:7:sequence',
    value: '3.5',
    expected: 'INTEGER',
  })
  expect(wrongTime.extensions).toMatchObject({
    field: 'wrong-time.csv:25:scheduled',
    value: 'half past nine',
    expected: 'TIMESTAMP or nothing',
  })
  expect(infinite.extensions).toMatchObject({ field: 'infinite.csv:9:delay_s', value: 'inf' })
})

test('a missing value is refused where one was declared', async () => {
  const error = await refusalOf('no-trip.csv', csv.replace('2026-03-01,T0,2', '2026-03-01,NA,2'))

  expect(error.extensions).toMatchObject({ field: 'no-trip.csv:2:trip_id', value: null, expected: 'STRING' })
})

test('a gzip file that was cut short is refused', async () => {
  const whole = gzipSync(csv)

  for (const [name, bytes] of [
    ['cut.csv.gz', whole.subarray(0, whole.length >> 1)],
    ['cut-tail.csv.gz', whole.subarray(0, whole.length - 6)],
  ] as const) {
    const error = await refusalOf(name, bytes)
    expect(error).toMatchObject({
      message: `${name} is cut short`,
      extensions: { code: 'INVALID_ARGUMENT', field: name, expected: 'a whole gzip file' },
    })
  }
})

test('a source without rows, without files or of no known format is refused', async () => {
  const header = `${csv.split('\n')[0]}\n`

  expect((await refusalOf('header-only.csv', header)).extensions).toMatchObject({
    code: 'INVALID_ARGUMENT',
    field: 'source',
    expected: 'at least one row',
  })
  expect((await refusalOf('empty.csv', '')).extensions).toMatchObject({ code: 'INVALID_ARGUMENT' })
  expect((await refusalOf('broken.parquet', 'PAR1 but nothing else')).extensions).toMatchObject({
    code: 'INVALID_ARGUMENT',
    field: 'broken.parquet',
  })
  expect(
    (await refusalOf('picture.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3, 0, 255]))).extensions?.code,
  ).toBe('INVALID_ARGUMENT')
  expect((await refusalOf('ragged.csv', csv.replace(',60,x\n', ',60,x,y,z\n'))).extensions).toMatchObject({
    code: 'INVALID_ARGUMENT',
    field: 'ragged.csv:2',
  })
  expect((await refusal({ folder: datasets.folder, include: 'no-such-*' })).extensions).toMatchObject({
    code: 'INVALID_ARGUMENT',
    field: 'source.folder',
  })
  expect((await refusal({ artifacts: [] })).extensions).toMatchObject({ field: 'source.artifacts', value: 0 })
})

test('a folder that the service may not read is refused, by whatever way it is reached', async () => {
  await writeVisits(datasets.elsewhere, 'secret.csv', goodVisits())
  await symlink(datasets.elsewhere, join(datasets.folder, 'link'))
  await symlink(join(datasets.elsewhere, 'secret.csv'), join(datasets.folder, 'linked-secret.csv'))

  for (const source of [
    { folder: datasets.elsewhere },
    { folder: `${datasets.folder}/../elsewhere` },
    { folder: join(datasets.folder, 'link') },
    { folder: datasets.folder, include: 'linked-secret.csv' },
    { folder: '/no/such/folder' },
  ]) {
    expect((await refusal(source)).extensions).toMatchObject({
      code: 'PERMISSION_DENIED',
      field: 'source.folder',
    })
  }
  expect((await refusal({ folder: join(datasets.folder, 'none') })).extensions?.code).toBe('NOT_FOUND')
})

test('an artifact that is not there, or whose bytes do not match its digest, is refused', async () => {
  const missing = digestOf('never stored')
  const { digest } = await datasets.store.put(Buffer.from(csv))
  await writeFile(
    join(datasets.service.artifacts.path, 'objects', digest.slice(0, 2), digest.slice(2)),
    csv.replace('T0', 'T9'),
  )

  expect((await refusal({ artifacts: [missing] })).extensions).toMatchObject({
    code: 'NOT_FOUND',
    value: missing,
  })
  expect((await refusal({ artifacts: [digest] })).extensions).toMatchObject({
    code: 'INVALID_ARGUMENT',
    field: 'digest',
    expected: digest,
  })
  expect((await refusal({ artifacts: ['../../etc/passwd'] })).extensions).toMatchObject({ field: 'digest' })
})

test('a blocking expectation that does not hold leaves no version and says so', async () => {
  const far = goodVisits().map((visit, index) => (index % 3 === 0 ? visit : { ...visit, delay_s: 90_000 }))

  const error = await refusalOf('mostly-bad.csv', toCsv(far))

  expect(error.extensions).toMatchObject({
    code: 'FAILED_PRECONDITION',
    field: 'not-mostly-bad',
    value: 40 / 60,
  })
  const { data } = await events.next(expectationFailed, ({ blocking }) => blocking)
  expect(data).toMatchObject({ expectation: 'not-mostly-bad', datasetVersionId: null })
})

test('a partition value that would be read as a wildcard is refused', async () => {
  const error = await refusalOf('wildcard.csv', csv.replaceAll(',R1,', ',*,'))

  expect(error.extensions).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'route_id', value: '*' })
})

test('only an operator registers, one source at a time, for a dataset that exists', async () => {
  expect((await refusal({ folder: datasets.folder }, 'viewer')).extensions?.code).toBe('PERMISSION_DENIED')
  expect((await refusal({})).extensions).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'source' })
  expect((await refusal({ artifacts: [], folder: datasets.folder })).extensions).toMatchObject({
    field: 'source',
  })
  const { errors } = await datasets.service.graphql(registerVersion, {
    input: { dataset: 'nothing', source: { folder: datasets.folder } },
  })
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', field: 'dataset', value: 'nothing' })
})
