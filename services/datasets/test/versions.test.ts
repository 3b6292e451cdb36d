import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { datasetVersionCreated, expectationFailed } from '@headway/events/datasets'
import { literal } from '@headway/tables/quote'
import { openTables } from '@headway/tables/tables'
import { openTestEvents, type TestEvents } from '@headway/testkit/test-events'
import { type TestNats, testNats } from '@headway/testkit/test-nats'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OpenDatasets, openDatasets, register, registerDataset } from './open-datasets.ts'
import { declaration, goodVisits, toCsv, type Visit, writeVisits } from './stop-visits.ts'

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

function change(visits: Visit[], index: number, changed: Partial<Visit>): Visit[] {
  return visits.map((visit, at) => (at === index ? { ...visit, ...changed } : visit))
}

test('a version is made of the rows that meet the expectations, and the others are set aside with their reason', async () => {
  await using tables = await openTables({ memoryLimit: '128MB', threads: 1 })
  let visits = goodVisits()
  visits = change(visits, 2, { delay_s: 20_000, observed: '2026-03-02T08:20:00Z' })
  visits = change(visits, 9, { observed: '2026-02-28T10:20:00Z' })
  visits = change(visits, 14, { observed: '2026-03-01T11:00:00Z' })
  visits = [...visits, visits[20] as Visit]
  const { digest } = await datasets.store.put(Buffer.from(toCsv(visits)))

  const version = await register(datasets, { artifacts: [digest] })

  expect(version).toMatchObject({
    id: 'stop_visits/1',
    rowCount: 57,
    quarantinedRowCount: 4,
    partitionCount: 8,
    firstDay: '2026-03-01',
    lastDay: '2026-03-03',
    quarantinedByReason: [
      { expectation: 'delay-in-bounds', rowCount: 1 },
      { expectation: 'observed-near-scheduled', rowCount: 1 },
      { expectation: 'listed-once', rowCount: 1 },
      { expectation: 'times-in-order', rowCount: 1 },
    ],
  })
  const [clean, aside] = [version.files[0]?.digest ?? '', version.quarantine?.digest ?? '']
  expect(
    await tables.all(
      `SELECT route_id, stop_id, service_date, delay_s FROM read_parquet(${literal(await datasets.store.path(clean))}) LIMIT 2`,
    ),
  ).toEqual([
    { route_id: 'R0', stop_id: 'S/1', service_date: '2026-03-01', delay_s: 60 },
    { route_id: 'R0', stop_id: 'S/1', service_date: '2026-03-01', delay_s: 62 },
  ])
  expect(
    await tables.all(
      `SELECT quarantine_reason, source_file, source_row FROM read_parquet(${literal(await datasets.store.path(aside))})`,
    ),
  ).toEqual([
    { quarantine_reason: 'delay-in-bounds', source_file: digest, source_row: 3 },
    { quarantine_reason: 'observed-near-scheduled', source_file: digest, source_row: 10 },
    { quarantine_reason: 'times-in-order', source_file: digest, source_row: 15 },
    { quarantine_reason: 'listed-once', source_file: digest, source_row: 61 },
  ])
  const { data, actor } = await events.next(datasetVersionCreated)
  expect(data).toMatchObject({
    datasetVersionId: 'stop_visits/1',
    parent: null,
    contentDigest: version.contentDigest,
    rowCount: 57,
    quarantinedRowCount: 4,
    partitionCount: 8,
  })
  expect(data).toMatchObject({ files: [clean], filesDigest: null })
  expect(data.requestedBy).toBe(actor?.id)
  await events.next(expectationFailed, ({ expectation }) => expectation === 'times-in-order')
  expect(events.list(expectationFailed).map(({ data: { expectation } }) => expectation)).toEqual([
    'delay-in-bounds',
    'observed-near-scheduled',
    'listed-once',
    'times-in-order',
  ])
})

test('equal content is the same version, however it is cut into files, ordered or packed', async () => {
  const visits = goodVisits(2, 7)
  await writeVisits(datasets.folder, 'one.csv', visits)
  const whole = await register(datasets, { folder: datasets.folder, include: 'one.csv' })

  await writeVisits(datasets.folder, 'part-a.csv.gz', visits.slice(20))
  await writeVisits(datasets.folder, 'part-b.csv', visits.slice(0, 20).toReversed())
  const parts = await register(datasets, { folder: datasets.folder, include: 'part-*' })
  const windows = `\ufeff${toCsv(visits)}`.replaceAll('\n', '\r\n').replace('trip_id', '"trip_id"')
  await writeFile(join(datasets.folder, 'windows.csv'), windows)
  const fromWindows = await register(datasets, { folder: datasets.folder, include: 'windows.csv' })
  const again = await register(datasets, { folder: datasets.folder, include: 'one.csv' })
  const asParquet = await register(datasets, { artifacts: [whole.files[0]?.digest] })

  expect(parts).toEqual(whole)
  expect(fromWindows).toEqual(whole)
  expect(again).toEqual(whole)
  expect(asParquet).toEqual(whole)
})

test('other rows, columns or quarantine make another version with the newest as its parent', async () => {
  const visits = goodVisits(2, 9)
  await writeVisits(datasets.folder, 'base.csv', visits)
  await writeVisits(datasets.folder, 'later.csv', change(visits, 5, { delay_s: 61.5 }))
  await writeVisits(datasets.folder, 'bad.csv', [...visits, visits[0] as Visit])

  const base = await register(datasets, { folder: datasets.folder, include: 'base.csv' })
  const later = await register(datasets, { folder: datasets.folder, include: 'later.csv' })
  const bad = await register(datasets, { folder: datasets.folder, include: 'bad.csv' })

  expect(later.number).toBe(base.number + 1)
  expect(bad.number).toBe(later.number + 1)
  const { datasetVersion } = await datasets.service.data<{ datasetVersion: { parent: { id: string } } }>(
    `{ datasetVersion(id: "${bad.id}") { parent { id } } }`,
  )
  expect(datasetVersion.parent.id).toBe(later.id)
})

test('the same call with the same key makes one version, and another call with it is refused', async () => {
  await writeVisits(datasets.folder, 'keyed.csv', goodVisits(4, 3))
  const source = { folder: datasets.folder, include: 'keyed.csv' }

  const versions = await Promise.all(
    Array.from({ length: 4 }, () => register(datasets, source, { idempotencyKey: 'nightly' })),
  )

  expect(new Set(versions.map(({ id }) => id)).size).toBe(1)
  await writeVisits(datasets.folder, 'keyed.csv', goodVisits(1, 1))
  expect(await register(datasets, source, { idempotencyKey: 'nightly' })).toEqual(versions[0])
  await expect(
    register(datasets, { ...source, include: 'one.csv' }, { idempotencyKey: 'nightly' }),
  ).rejects.toThrow('ALREADY_EXISTS')
})

test('a failed call frees its key', async () => {
  await writeFile(join(datasets.folder, 'retried.csv'), 'nothing,of,this\n')
  const source = { folder: datasets.folder, include: 'retried.csv' }
  await expect(register(datasets, source, { idempotencyKey: 'retried' })).rejects.toThrow('INVALID_ARGUMENT')

  await writeVisits(datasets.folder, 'retried.csv', goodVisits(5, 2))

  expect((await register(datasets, source, { idempotencyKey: 'retried' })).rowCount).toBe(40)
})

test('two versions are compared by columns and partitions, in pages', async () => {
  const visits = goodVisits(3, 4)
  await writeVisits(datasets.folder, 'before.csv', visits)
  const kept = visits.filter(({ route_id, stop_id }) => !(route_id === 'R0' && stop_id === 'S/1'))
  const after = change(kept, 1, { delay_s: 600, observed: null })
  await writeVisits(datasets.folder, 'after.csv', [
    ...after,
    { ...(visits[0] as Visit), trip_id: 'new', route_id: 'R9' },
  ])
  const from = await register(datasets, { folder: datasets.folder, include: 'before.csv' })
  const to = await register(datasets, { folder: datasets.folder, include: 'after.csv' })

  const { compareDatasetVersions: first } = await datasets.service.data<{ compareDatasetVersions: unknown }>(
    comparison,
    { from: from.id, to: to.id },
  )

  expect(first).toMatchObject({
    equal: false,
    rowCountChange: to.rowCount - from.rowCount,
    columnsAdded: [],
    partitionsAdded: 1,
    partitionsRemoved: 1,
    partitionsChanged: 1,
    partitionsUnchanged: 6,
    partitions: {
      edges: [
        { node: { key: 'R0/S%2F1', change: 'REMOVED', rowCountBefore: 6, rowCountAfter: null } },
        { node: { key: 'R0/S%2F3', change: 'CHANGED' } },
      ],
      pageInfo: { hasNextPage: true },
    },
  })
  const { partitions, columns } = first as {
    partitions: { pageInfo: { endCursor: string } }
    columns: { name: string; nullShareChange: number; meanChange: number }[]
  }
  expect(columns.find(({ name }) => name === 'observed')?.nullShareChange).toBeCloseTo(1 / 43, 9)
  expect(columns.find(({ name }) => name === 'delay_s')?.meanChange).toBeGreaterThan(10)
  const { compareDatasetVersions: second } = await datasets.service.data<{ compareDatasetVersions: unknown }>(
    comparison,
    { from: from.id, to: to.id, after: partitions.pageInfo.endCursor },
  )
  expect(second).toMatchObject({
    partitions: { edges: [{ node: { key: 'R9/S%2F1', change: 'ADDED' } }], pageInfo: { hasNextPage: false } },
  })
})

const comparison = /* GraphQL */ `
  query ($from: ID!, $to: ID!, $after: String) {
    compareDatasetVersions(from: $from, to: $to) {
      equal rowCountChange columnsAdded
      columns { name nullShareChange meanChange }
      partitionsAdded partitionsRemoved partitionsChanged partitionsUnchanged
      partitions(first: 2, after: $after) {
        edges { node { key change rowCountBefore rowCountAfter } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`
