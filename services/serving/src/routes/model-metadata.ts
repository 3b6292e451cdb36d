import type { ServedEndpoint, ServedVariant } from '../adapters/fleet.ts'
import { versionNumber } from '../domain/model-definition.ts'

/** `GET /v2/models/{model}`: the tensors that `infer` takes and gives, partitions included. */
export function modelMetadata(endpoint: ServedEndpoint, { version }: ServedVariant) {
  const { definition } = version
  const strings = (name: string) => ({ name, datatype: 'BYTES', shape: [-1] })
  return {
    name: endpoint.name,
    versions: endpoint.variants.map((variant) => versionNumber(variant.version.versionId)),
    platform: 'onnx_onnxv1',
    inputs: [
      ...(definition.partitionedBy.length > 0 ? [strings('partition')] : []),
      strings('subject_id'),
      { name: 'predicted_at', datatype: 'INT64', shape: [-1] },
      ...definition.inputs,
    ],
    outputs: [
      ...definition.outputs.map(({ name, datatype }) => ({ name, datatype, shape: [-1] })),
      strings('source'),
    ],
    properties: {
      version_id: version.versionId,
      features: definition.features.join(','),
      partitioned_by: definition.partitionedBy.join(','),
    },
  }
}

/** `POST /v2/repository/index`: every version of every endpoint that is in memory, and endpoints that have none yet. */
export function repositoryIndex(endpoints: readonly ServedEndpoint[], onlyReady: boolean) {
  const index = endpoints.flatMap(({ name, variants }) =>
    variants.length === 0
      ? [{ name, state: 'UNAVAILABLE', reason: 'no version is loaded yet' }]
      : variants.map(({ version, role }) => ({
          name,
          version: versionNumber(version.versionId),
          state: 'READY',
          reason: role === 'PRIMARY' ? 'answers' : 'answers those who ask for this version',
        })),
  )
  return onlyReady ? index.filter(({ state }) => state === 'READY') : index
}
