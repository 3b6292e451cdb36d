import { openArtifactStore } from '@headway/artifacts/store'
import { rolloutCompleted, rolloutFailed, rolloutStarted } from '@headway/events/serving'
import { startService } from '@headway/testkit/start-service'
import { openTestEvents } from '@headway/testkit/test-events'
import { expect, test } from 'vitest'
import { moveAlias, onnxOf, writeVersion } from './fleet-of-models.ts'

const createEndpoint = /* GraphQL */ `
  mutation ($input: CreateEndpointInput!) {
    createEndpoint(input: $input) { name revision variants { name role alias desiredRevision } }
  }`

const predict = /* GraphQL */ `
  query ($input: PredictInput!) {
    predict(input: $input) { id versionId revision outputs { name values } sources }
  }`

type Predicted = {
  predict: {
    versionId: string
    revision: number
    outputs: { name: string; values: (number | null)[] }[]
    sources: string[]
  }
}

const rows = {
  endpoint: 'eta',
  partitions: ['R1/S1', 'R1/S2', 'R1/S9', 'R7/S7'],
  features: [
    { name: 'gap', values: [1, 2, 3, 4] },
    { name: 'speed', values: [10, 20, 30, 40] },
  ],
}

test('an endpoint answers by the models of its partitions, then pooled ones, then the baseline', async () => {
  await using service = await startService('serving', { settings: { HEADWAY_LOG_LEVEL: 'debug' } })
  await using events = await openTestEvents(service.nats.url)
  await using store = await openArtifactStore(service.artifacts.path)
  const version = await writeVersion(store, 'eta/1', [
    { key: ['R1', 'S1'], bytes: onnxOf(100) },
    { key: ['R1', 'S2'], bytes: onnxOf(200) },
    { key: ['R1', '*'], bytes: onnxOf(300) },
  ])
  await service.data(createEndpoint, { input: { name: 'eta', model: 'eta' } })
  await moveAlias(events, 'champion', version, 1)
  const completed = await events.next(rolloutCompleted)

  const answer = await service.data<Predicted>(predict, { input: rows }, { as: 'viewer' })

  expect(completed.data).toMatchObject({
    endpoint: 'eta',
    variant: 'PRIMARY',
    versionId: 'eta/1',
    revision: 1,
    partitionCount: 3,
    loadedCount: 3,
    reusedCount: 0,
  })
  expect(events.list(rolloutStarted)).toHaveLength(1)
  expect(answer.predict).toMatchObject({
    versionId: 'eta/1',
    revision: 1,
    sources: ['exact', 'exact', 'pooled:R1/*', 'baseline'],
    outputs: [
      { name: 'p50', values: [112, 224, 336, 405] },
      { name: 'rider', values: [111, 223, 335, null] },
    ],
  })
})
