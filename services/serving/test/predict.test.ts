import { rolloutCompleted } from '@headway/events/serving'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { moveAlias, threeModels } from './fleet-of-models.ts'
import { fourRows, openServing, predictQuery, type Serving } from './open-serving.ts'

let serving: Serving

beforeAll(async () => {
  serving = await openServing()
  await serving.createEndpoint()
  await serving.createEndpoint({ name: 'empty', model: 'nothing' })
  await moveAlias(serving.events, 'champion', await threeModels(serving.store, 'eta/1', 0), 3)
  await serving.events.next(rolloutCompleted)
})

afterAll(() => serving[Symbol.asyncDispose]())

const [gap, speed] = fourRows.features

const refusals: [string, Record<string, unknown>, Record<string, unknown>][] = [
  [
    'a null in a feature',
    { features: [gap, { name: 'speed', values: [1, 2, null, 4] }] },
    {
      code: 'INVALID_ARGUMENT',
      field: 'features.speed[2]',
      value: null,
      details: { feature: 'speed', row: 2 },
    },
  ],
  [
    'a number beyond 32-bit floats',
    { features: [gap, { name: 'speed', values: [1, 2, 1e39, 4] }] },
    { code: 'INVALID_ARGUMENT', field: 'features.speed[2]', expected: expect.stringContaining('finite') },
  ],
  [
    'a text in a feature',
    { features: [gap, { name: 'speed', values: ['1', 2, 3, 4] }] },
    { field: 'features.speed[0]' },
  ],
  ['a missing feature', { features: [gap] }, { code: 'INVALID_ARGUMENT', field: 'features.speed' }],
  [
    'an unknown feature',
    { features: [...fourRows.features, { name: 'colour', values: [1, 2, 3, 4] }] },
    { code: 'INVALID_ARGUMENT', field: 'features.colour', expected: 'one of speed, gap' },
  ],
  ['a feature given twice', { features: [gap, gap, speed] }, { field: 'features.gap' }],
  [
    'columns of different lengths',
    { features: [gap, { name: 'speed', values: [1, 2, 3] }] },
    { code: 'INVALID_ARGUMENT', field: 'features.speed', value: 3, expected: '4 values' },
  ],
  ['subject ids of another length', { subjectIds: ['a'] }, { code: 'INVALID_ARGUMENT', field: 'subjectIds' }],
  [
    'a time of a row that is none',
    { predictedAt: [1_772_524_800_000, 'noon', 0, 0] },
    { code: 'INVALID_ARGUMENT', field: 'predictedAt[1]', value: 'noon' },
  ],
  [
    'partitions left out where there are many',
    { partitions: null },
    { code: 'INVALID_ARGUMENT', field: 'partitions', expected: expect.stringContaining('route/stop') },
  ],
  [
    'a malformed partition key',
    { partitions: ['R1/S1', 'R1/S#2', 'R1/S9', 'R1/S9'] },
    { code: 'INVALID_ARGUMENT', value: 'R1/S#2' },
  ],
  [
    'a partition without a model of its own in a strict request',
    { strict: true },
    { code: 'NOT_FOUND', field: 'partitions[2]', value: 'R1/S9' },
  ],
  ['an unknown endpoint', { endpoint: 'nobody' }, { code: 'NOT_FOUND', field: 'endpoint', value: 'nobody' }],
  ['an endpoint that has nothing loaded yet', { endpoint: 'empty' }, { code: 'UNAVAILABLE' }],
  [
    'a version that is not loaded',
    { versionId: 'eta/9' },
    { code: 'NOT_FOUND', field: 'versionId', expected: 'one of eta/1' },
  ],
  [
    'a revision that is not reached',
    { minimumRevision: 4 },
    { code: 'FAILED_PRECONDITION', field: 'minimumRevision', details: { revision: 3 } },
  ],
]

test.for(refusals)('predict refuses %s', async ([, change, expected]) => {
  const { data, errors } = await serving.service.graphql(predictQuery, { input: { ...fourRows, ...change } })

  expect(data).toEqual({ predict: null })
  expect(errors?.[0]?.extensions).toMatchObject(expected)
})

test('creating an endpoint again answers the one there is, and other content is refused', async () => {
  const mutation =
    'mutation ($input: CreateEndpointInput!) { createEndpoint(input: $input) { name createdBy } }'
  const input = { name: 'twice', model: 'eta' }

  const first = await serving.service.data(mutation, { input }, { as: { id: 'ann', roles: ['operator'] } })
  const again = await serving.service.data(mutation, { input }, { as: { id: 'bob', roles: ['operator'] } })
  const other = await serving.service.graphql(mutation, { input: { ...input, logShare: 0.5 } })
  const wrongName = await serving.service.graphql(mutation, { input: { ...input, name: 'Über' } })
  const noPrimary = await serving.service.graphql(mutation, {
    input: { ...input, name: 'third', variants: [{ role: 'CHALLENGER', alias: 'challenger' }] },
  })
  const viewer = await serving.service.graphql(mutation, { input }, { as: 'viewer' })

  expect(again).toEqual(first)
  expect(first).toEqual({ createEndpoint: { name: 'twice', createdBy: 'ann' } })
  expect(other.errors?.[0]?.extensions).toMatchObject({ code: 'ALREADY_EXISTS', field: 'name' })
  expect(wrongName.errors?.[0]?.extensions).toMatchObject({
    code: 'INVALID_ARGUMENT',
    field: 'name',
    value: 'Über',
  })
  expect(noPrimary.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'variants' })
  expect(viewer.errors?.[0]?.extensions).toMatchObject({ code: 'PERMISSION_DENIED' })
})
