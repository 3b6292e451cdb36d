import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createVersion,
  type Fleet,
  openFleet,
  promoteVersion,
  registerModel,
  writeManifest,
} from './fleet.ts'

let fleet: Fleet
let first: string
let second: string
beforeAll(async () => {
  fleet = await openFleet()
  await registerModel(fleet, 'lists')
  first = await promoteVersion(fleet, 'lists', null, [
    { key: ['R1', 'S1'], constant: 1, mae: 30 },
    { key: ['R1', 'S2'], constant: 2, mae: 10 },
    { key: ['R2', 'S1'], constant: 3, mae: 50, verdict: 'NON_INFERIOR' },
    { key: ['R2', '*'], constant: 4 },
  ])
  second = await createVersion(fleet, 'lists', first, [
    { key: ['R1', 'S1'], constant: 11, mae: 25 },
    { key: ['R2', 'S1'], constant: 13, mae: 60, verdict: 'WORSE' },
    { key: ['R3', 'S1'], constant: 14, mae: 5 },
  ])
})
afterAll(() => fleet[Symbol.asyncDispose]())

type Keys = { modelVersion: { partitions: { edges: { cursor: string; node: { key: string } }[] } } }

async function keysOf(args: string, version: string = second): Promise<string[]> {
  const { modelVersion } = await fleet.service.data<Keys>(
    `query ($id: ID!) { modelVersion(id: $id) { partitions${args} { edges { cursor node { key } } } } }`,
    { id: version },
  )
  return modelVersion.partitions.edges.map(({ node }) => node.key)
}

test('partitions are filtered by key, verdict, change and metric', async () => {
  expect(await keysOf('(filter: { keyPrefix: "R2/" })')).toEqual(['R2/*', 'R2/S1'])
  expect(await keysOf('(filter: { verdict: WORSE })')).toEqual(['R2/S1'])
  expect(await keysOf('(filter: { changed: true })')).toEqual(['R1/S1', 'R2/S1', 'R3/S1'])
  expect(await keysOf('(filter: { changed: false })')).toEqual(['R1/S2', 'R2/*'])
  expect(await keysOf('(filter: { metric: { min: 10, max: 30 } })')).toEqual(['R1/S1', 'R1/S2'])
  expect(await keysOf('(filter: { metric: { name: "n", min: 1 } })')).toHaveLength(4)
  expect(await keysOf('(filter: { pinned: true })')).toEqual([])
})

test('the worst come first or last by the direction of the metric', async () => {
  expect(await keysOf('(orderBy: WORST_FIRST)')).toEqual(['R2/S1', 'R1/S1', 'R1/S2', 'R3/S1', 'R2/*'])
  expect(await keysOf('(orderBy: BEST_FIRST)')).toEqual(['R3/S1', 'R1/S2', 'R1/S1', 'R2/S1', 'R2/*'])
})

test('pages follow one another without a gap, in either order', async () => {
  for (const order of ['KEY', 'WORST_FIRST']) {
    const whole = await keysOf(`(orderBy: ${order})`)
    const found: string[] = []
    let after: string | null = null
    do {
      const { modelVersion } = (await fleet.service.data(
        `query ($id: ID!, $after: String) { modelVersion(id: $id) {
          partitions(orderBy: ${order}, first: 2, after: $after) {
            edges { node { key } } pageInfo { hasNextPage endCursor } } } }`,
        { id: second, after },
      )) as {
        modelVersion: {
          partitions: Keys['modelVersion']['partitions'] & {
            pageInfo: { hasNextPage: boolean; endCursor: string }
          }
        }
      }
      found.push(...modelVersion.partitions.edges.map(({ node }) => node.key))
      const { hasNextPage, endCursor } = modelVersion.partitions.pageInfo
      after = hasNextPage ? endCursor : null
    } while (after !== null)
    expect(found).toEqual(whole)
  }
})

test('a page too long and a range without ends are refused', async () => {
  const codeOf = async (args: string) => {
    const { errors } = await fleet.service.graphql(
      `query ($id: ID!) { modelVersion(id: $id) { partitions${args} { edges { cursor } } } }`,
      { id: second },
    )
    return errors?.[0]?.extensions
  }

  expect(await codeOf('(first: 501)')).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'first', value: 501 })
  expect(await codeOf('(filter: { metric: { name: "mae" } })')).toMatchObject({ code: 'INVALID_ARGUMENT' })
})

test('the history of a partition is the versions that changed it', async () => {
  const { modelPartition } = await fleet.service.data(
    'query ($id: ID!) { modelPartition(id: $id) { history { edges { node { id primaryMetric } } } } }',
    { id: `${second}#R1/S1` },
  )
  expect(modelPartition).toEqual({
    history: {
      edges: [
        { node: { id: `${second}#R1/S1`, primaryMetric: 25 } },
        { node: { id: `${first}#R1/S1`, primaryMetric: 30 } },
      ],
    },
  })
})

test('two versions are compared', async () => {
  const { compareModelVersions } = await fleet.service.data(
    `query ($from: ID!, $to: ID!) { compareModelVersions(from: $from, to: $to) {
      addedCount removedCount changedCount improvedCount worsenedCount
      partitions { edges { node { key change metricDifference from { id } to { id } } } }
      added: partitions(change: ADDED) { edges { node { key } } }
    } }`,
    { from: first, to: second },
  )
  expect(compareModelVersions).toEqual({
    addedCount: 1,
    removedCount: 0,
    changedCount: 2,
    improvedCount: 1,
    worsenedCount: 1,
    partitions: {
      edges: [
        {
          node: {
            key: 'R1/S1',
            change: 'CHANGED',
            metricDifference: -5,
            from: { id: `${first}#R1/S1` },
            to: { id: `${second}#R1/S1` },
          },
        },
        { node: expect.objectContaining({ key: 'R2/S1', metricDifference: 10 }) },
        {
          node: {
            key: 'R3/S1',
            change: 'ADDED',
            metricDifference: null,
            from: null,
            to: { id: `${second}#R3/S1` },
          },
        },
      ],
    },
    added: { edges: [{ node: { key: 'R3/S1' } }] },
  })
})

test('a removed partition is gone from the version and kept in its parent', async () => {
  const manifestDigest = await writeManifest(fleet, 'lists', second, [], { removed: [['R3', 'S1']] })
  const { createModelVersion } = await fleet.service.data<{ createModelVersion: { id: string } }>(
    `mutation ($input: CreateModelVersionInput!) { createModelVersion(input: $input) {
      id exceptions summary { removedCount partitionCount changedCount } } }`,
    { input: { model: 'lists', parent: second, manifestDigest, idempotencyKey: 'removes' } },
  )

  expect(createModelVersion).toMatchObject({
    exceptions: expect.arrayContaining(['1 partition removed']),
    summary: { removedCount: 1, partitionCount: 4, changedCount: 0 },
  })
  expect(await keysOf('', createModelVersion.id)).not.toContain('R3/S1')
  expect(await keysOf('')).toContain('R3/S1')
})
