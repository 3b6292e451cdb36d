import { expect, test } from 'vitest'
import { openDatasets, register, registerDataset } from './open-datasets.ts'
import { declaration, goodVisits, type Visit, writeVisits } from './stop-visits.ts'

const pageInfo = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }'
const file = '{ digest size rowCount }'
const profile = /* GraphQL */ `{
  name type nullable nullCount distinctCount min max mean standardDeviation
  quantiles { probability value } histogram { edges counts } topValues { value rowCount }
}`
const expectation = '{ name description level blocking maxShare rule }'
const partition = /* GraphQL */ `{
  key values rowCount dayCount firstDay lastDay digest
  slices(first: 2) { edges { cursor node { day rowCount digest } } ${pageInfo} }
}`
const version = /* GraphQL */ `{
  id number contentDigest requestedBy createdAt declarationRevision rowCount quarantinedRowCount
  quarantinedByReason { expectation rowCount } partitionCount firstDay lastDay
  files ${file} quarantine ${file} slices ${file}
  dataset { name } parent { id }
  sources(first: 1) { edges { cursor node { name digest size rowCount } } ${pageInfo} }
  columns ${profile}
  expectationResults { expectation ${expectation} passed checkedRowCount failedRowCount observed examples }
  partitions(prefix: "R1/", first: 1) { edges { cursor node ${partition} } ${pageInfo} }
  partition(key: "R0/S%2F1") ${partition}
}`
const dataset = /* GraphQL */ `{
  name description owner partitionedBy timeColumn dayColumn missingValues revision createdAt createdBy
  columns { name type nullable description unit }
  expectations ${expectation}
  latestVersion { id }
  versions(first: 1) { edges { cursor node { id } } ${pageInfo} }
}`

test('every field of every owned type answers', async () => {
  await using datasets = await openDatasets()
  const { service, folder } = datasets
  await service.data(registerDataset, { input: declaration })
  const visits = goodVisits()
  await writeVisits(folder, 'a.csv', [...visits, visits[0] as Visit])
  await writeVisits(folder, 'b.csv.gz', goodVisits(4).slice(60))
  await register(datasets, { folder, include: 'a.csv' })
  await register(datasets, { folder })

  const data = await service.data<Record<string, never>>(
    /* GraphQL */ `
      {
        dataset(name: "stop_visits") ${dataset}
        datasets(first: 10) { edges { cursor node { name } } ${pageInfo} }
        datasetVersion(id: "stop_visits/2") ${version}
        compareDatasetVersions(from: "stop_visits/1", to: "stop_visits/2") {
          from { id } to { id } equal rowCountChange quarantinedRowCountChange
          columnsAdded columnsRemoved columnsRetyped
          columns { name from ${profile} to ${profile} nullShareChange meanChange largestQuantileChange }
          partitionsAdded partitionsRemoved partitionsChanged partitionsUnchanged
          partitions(change: CHANGED, first: 1) {
            edges { cursor node { key change rowCountBefore rowCountAfter } } ${pageInfo}
          }
        }
        missing: dataset(name: "nobody") { name }
        missingVersion: datasetVersion(id: "stop_visits/99") { id }
        notAnId: datasetVersion(id: "nobody") { id }
        _entities(representations: [
          { __typename: "Dataset", name: "stop_visits" }
          { __typename: "DatasetVersion", id: "stop_visits/1" }
          { __typename: "DatasetVersion", id: "other/1" }
        ]) {
          ... on Dataset { name }
          ... on DatasetVersion { id rowCount }
        }
      }
    `,
  )

  expect(data).toMatchObject({
    dataset: {
      name: 'stop_visits',
      partitionedBy: ['route_id', 'stop_id'],
      revision: 1,
      createdBy: 'test-admin',
      latestVersion: { id: 'stop_visits/2' },
      versions: { edges: [{ node: { id: 'stop_visits/2' } }], pageInfo: { hasNextPage: true } },
    },
    datasetVersion: {
      id: 'stop_visits/2',
      requestedBy: 'test-operator',
      rowCount: 80,
      quarantinedRowCount: 1,
      quarantinedByReason: [{ expectation: 'listed-once', rowCount: 1 }],
      partitionCount: 8,
      firstDay: '2026-03-01',
      lastDay: '2026-03-04',
      dataset: { name: 'stop_visits' },
      parent: { id: 'stop_visits/1' },
      sources: { edges: [{ node: { name: 'a.csv', rowCount: 61 } }], pageInfo: { hasNextPage: true } },
      partitions: {
        edges: [{ node: { key: 'R1/S%2F1', values: ['R1', 'S/1'], rowCount: 8, dayCount: 4 } }],
        pageInfo: { hasNextPage: true },
      },
      partition: {
        rowCount: 12,
        slices: {
          edges: [{ node: { day: '2026-03-01', rowCount: 3 } }, { node: { day: '2026-03-02', rowCount: 3 } }],
          pageInfo: { hasNextPage: true },
        },
      },
    },
    compareDatasetVersions: { equal: false, rowCountChange: 20, partitionsChanged: 8 },
    missing: null,
    missingVersion: null,
    notAnId: null,
    _entities: [{ name: 'stop_visits' }, { id: 'stop_visits/1', rowCount: 60 }, null],
  })
  const { columns, expectationResults } = data.datasetVersion as unknown as {
    columns: { name: string }[]
    expectationResults: { expectation: { name: string } }[]
  }
  expect(columns.find(({ name }) => name === 'delay_s')).toMatchObject({
    nullCount: 0,
    distinctCount: 5,
    min: '60.0',
    max: '64.0',
    mean: 62,
    quantiles: expect.arrayContaining([{ probability: 0.5, value: 62 }]),
  })
  const { histogram } = columns.find(({ name }) => name === 'delay_s') as unknown as {
    histogram: { edges: number[]; counts: number[] }
  }
  expect(histogram.counts).toHaveLength(histogram.edges.length + 1)
  expect(histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(80)
  expect(columns.find(({ name }) => name === 'trip_id')).toMatchObject({
    topValues: expect.arrayContaining([{ value: 'T0', rowCount: 16 }]),
  })
  expect(columns.find(({ name }) => name === 'observed')).toMatchObject({
    min: '2026-03-01T08:15:59.000Z',
    max: '2026-03-04T12:30:30.000Z',
  })
  expect(expectationResults.find((result) => result.expectation.name === 'listed-once')).toMatchObject({
    passed: false,
    checkedRowCount: 81,
    failedRowCount: 1,
    examples: [{ trip_id: 'T0', sequence: 1, source_file: 'a.csv', source_row: 61 }],
  })
})
