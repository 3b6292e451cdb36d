import { type ArtifactStore, openArtifactStore } from '@headway/artifacts/store'
import type { SharedSurroundings } from '@headway/testkit/service-surroundings'
import { startService, type TestService } from '@headway/testkit/start-service'
import { openTestEvents, type TestEvents } from '@headway/testkit/test-events'

export type Serving = {
  service: TestService
  events: TestEvents
  store: ArtifactStore
  createEndpoint: (input?: Record<string, unknown>) => Promise<void>
  predict: (change?: Record<string, unknown>) => Promise<Predicted>
} & AsyncDisposable

export type Predicted = {
  id: string
  versionId: string
  revision: number
  outputs: { name: string; values: (number | null)[] }[]
  sources: string[]
}

/** Four rows: two partitions with a model in most tests, one for the pooled model and one for the baseline. */
export const fourRows = {
  endpoint: 'eta',
  partitions: ['R1/S1', 'R1/S2', 'R1/S9', 'R7/S7'],
  features: [
    { name: 'gap', values: [1, 2, 3, 4] },
    { name: 'speed', values: [10, 20, 30, 40] },
  ],
}

export const predictQuery = /* GraphQL */ `
  query ($input: PredictInput!) {
    predict(input: $input) { id versionId revision outputs { name values } sources }
  }`

/** The service, someone on the bus, and the artifact store they share. */
export async function openServing(shared: SharedSurroundings = {}): Promise<Serving> {
  await using opened = new AsyncDisposableStack()
  const service = opened.use(await startService('serving', shared))
  const events = opened.use(await openTestEvents(service.nats.url))
  const store = opened.use(await openArtifactStore(service.artifacts.path))
  const kept = opened.move()
  return {
    service,
    events,
    store,
    createEndpoint: async (input = {}) => {
      await service.data(
        'mutation ($input: CreateEndpointInput!) { createEndpoint(input: $input) { name } }',
        {
          input: { name: 'eta', model: 'eta', ...input },
        },
      )
    },
    predict: async (change = {}) => {
      const data = await service.data<{ predict: Predicted }>(
        predictQuery,
        { input: { ...fourRows, ...change } },
        { as: 'viewer' },
      )
      return data.predict
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}
