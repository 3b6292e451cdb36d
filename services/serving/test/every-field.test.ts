import { rolloutCompleted } from '@headway/events/serving'
import { expect, test } from 'vitest'
import { moveAlias, threeModels } from './fleet-of-models.ts'
import { fourRows, openServing } from './open-serving.ts'

const pageInfo = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }'
const variant = /* GraphQL */ `{
  id name role alias weight endpoint { name } desiredVersion { id } desiredRevision
  liveVersion { id } liveRevision partitionCount liveSince
}`
const rollout = /* GraphQL */ `{
  id endpoint { name } endpointName variant role alias version { id } previousVersion { id } revision state
  partitionCount toLoadCount loadedCount failure { code reason partition } createdAt startedAt endedAt
  replicas { replica state toLoadCount loadedCount reusedCount durationMs }
}`
const endpoint = /* GraphQL */ `{
  name
  model { name endpoints(first: 1) { nodes { name } edges { cursor node { name } } ${pageInfo} } }
  variants ${variant}
  liveVersion { id rollouts { nodes { id } } servedBy { id } }
  revision partitionCount residentArtifactCount logShare engine createdAt createdBy
  rollouts(first: 1) { nodes ${rollout} edges { cursor node { id } } ${pageInfo} }
}`

test('every field of every owned type answers', async () => {
  await using serving = await openServing()
  const { events, store, service } = serving
  await serving.createEndpoint()
  await moveAlias(events, 'champion', await threeModels(store, 'eta/1', 0), 1)
  const { data: completed } = await events.next(rolloutCompleted)

  const data = await service.data<Record<string, never>>(
    /* GraphQL */ `
      query ($input: PredictInput!, $rollout: ID!) {
        endpoint(name: "eta") ${endpoint}
        endpoints(first: 10) { nodes { name } edges { cursor node { name } } ${pageInfo} }
        rollout(id: $rollout) ${rollout}
        rollouts(endpoint: "eta") { nodes { id } }
        predict(input: $input) { id versionId rowVersionIds version { id } revision outputs { name values } sources }
        servingReplica {
          id heldCount loadedCount compiledCount compiledBytes residentBytes residentLimitBytes processBytes
          loadCount evictionCount missCount missMs allocator
        }
        missing: endpoint(name: "nobody") { name }
        notAnId: rollout(id: "nobody") { id }
        _entities(representations: [
          { __typename: "Endpoint", name: "eta" }
          { __typename: "Variant", id: "eta/primary" }
          { __typename: "Rollout", id: "${completed.rollout}" }
          { __typename: "Model", name: "eta" }
          { __typename: "ModelVersion", id: "eta/1" }
        ]) {
          __typename
          ... on Endpoint { name }
          ... on Variant { id }
          ... on Rollout { id }
          ... on Model { name endpoints { nodes { name } } }
          ... on ModelVersion { id servedBy { id } }
        }
      }`,
    { input: fourRows, rollout: completed.rollout },
  )

  expect(data.endpoint).toMatchObject({
    name: 'eta',
    model: { name: 'eta', endpoints: { nodes: [{ name: 'eta' }] } },
    variants: [
      {
        id: 'eta/primary',
        role: 'PRIMARY',
        alias: 'champion',
        endpoint: { name: 'eta' },
        desiredVersion: { id: 'eta/1' },
        desiredRevision: 1,
        liveVersion: { id: 'eta/1' },
        liveRevision: 1,
        partitionCount: 3,
        liveSince: expect.stringMatching(/Z$/),
      },
      { id: 'eta/challenger', role: 'CHALLENGER', alias: 'challenger', liveVersion: null },
    ],
    liveVersion: {
      id: 'eta/1',
      rollouts: { nodes: [{ id: completed.rollout }] },
      servedBy: [{ id: 'eta/primary' }],
    },
    revision: 1,
    partitionCount: 3,
    residentArtifactCount: 3,
    logShare: 1,
    createdBy: 'test-admin',
    rollouts: { pageInfo: { hasNextPage: false } },
  })
  expect(data.rollout).toMatchObject({
    endpointName: 'eta',
    variant: 'primary',
    state: 'COMPLETED',
    version: { id: 'eta/1' },
    previousVersion: null,
    partitionCount: 3,
    toLoadCount: 3,
    loadedCount: 3,
    failure: null,
    replicas: [{ state: 'COMPLETED', toLoadCount: 3, loadedCount: 3, reusedCount: 0 }],
  })
  expect(data.predict).toMatchObject({ versionId: 'eta/1', version: { id: 'eta/1' }, revision: 1 })
  expect([data.missing, data.notAnId]).toEqual([null, null])
  expect(data._entities).toEqual([
    { __typename: 'Endpoint', name: 'eta' },
    { __typename: 'Variant', id: 'eta/primary' },
    { __typename: 'Rollout', id: completed.rollout },
    { __typename: 'Model', name: 'eta', endpoints: { nodes: [{ name: 'eta' }] } },
    { __typename: 'ModelVersion', id: 'eta/1', servedBy: [{ id: 'eta/primary' }] },
  ])
})
