import { until } from '@headway/testkit/until'
import { type BenchModel, featureNames, outputNames, storeFleet, storeManifest } from './bench-fleet.ts'
import type { BenchHeadway } from './bench-headway.ts'

export const servedModel = 'bench'

/** Registers a model of the fleet's shape. */
export async function registerBenchModel({ operator }: BenchHeadway, name: string): Promise<void> {
  await operator.request('mutation ($input: RegisterModelInput!) { registerModel(input: $input) { name } }', {
    input: {
      name,
      owner: 'bench',
      partitionedBy: ['route', 'direction', 'stop'],
      signature: {
        inputs: [{ name: 'features', datatype: 'FP32', shape: [-1, featureNames.length] }],
        features: featureNames,
        outputs: outputNames.map((output) => ({ name: output, datatype: 'FP32', shape: [-1] })),
      },
      primaryMetric: { name: 'mae', direction: 'MINIMIZE' },
    },
  })
}

export async function createVersion(
  { operator }: BenchHeadway,
  model: string,
  manifestDigest: string,
  parent: string | null = null,
): Promise<string> {
  const { createModelVersion } = await operator.request<{ createModelVersion: { id: string } }>(
    'mutation ($input: CreateModelVersionInput!) { createModelVersion(input: $input) { id } }',
    { input: { model, parent, manifestDigest, idempotencyKey: `${model} ${manifestDigest}` } },
  )
  return createModelVersion.id
}

export async function approveVersion({ approver }: BenchHeadway, id: string): Promise<void> {
  await approver.request('mutation ($id: ID!) { approveModelVersion(id: $id, reason: "bench") { id } }', {
    id,
  })
}

export async function moveChampion({ approver }: BenchHeadway, model: string, id: string): Promise<void> {
  await approver.request(
    'mutation ($model: String!, $id: ID!) { moveAlias(model: $model, alias: "champion", version: $id, reason: "bench") { id } }',
    { model, id },
  )
}

/** Brings the fleet the whole way: registered, approved, promoted, and live at an endpoint of the model's name. */
export async function publishFleet(headway: BenchHeadway, fleet: readonly BenchModel[]): Promise<void> {
  const { artifacts, operator } = headway
  await registerBenchModel(headway, servedModel)
  const partitions = await storeFleet(artifacts, fleet)
  const id = await createVersion(
    headway,
    servedModel,
    await storeManifest(artifacts, servedModel, partitions, 0),
  )
  await approveVersion(headway, id)
  await operator.request(
    'mutation ($name: String!) { createEndpoint(input: { name: $name, model: $name }) { name } }',
    { name: servedModel },
  )
  await moveChampion(headway, servedModel, id)
  const isLive = async () => {
    const { endpoint } = await operator.request<{ endpoint: { liveVersion: { id: string } | null } | null }>(
      'query ($name: String!) { endpoint(name: $name) { liveVersion { id } } }',
      { name: servedModel },
    )
    return endpoint?.liveVersion?.id === id
  }
  await until(isLive, { timeoutMs: 120_000, intervalMs: 100, what: `${id} is live` })
}
