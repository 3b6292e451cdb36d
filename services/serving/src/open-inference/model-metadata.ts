import type { ServedEndpoint, ServedVariant } from '../adapters/fleet.ts'
import { versionNumber } from '../domain/model-definition.ts'

/**
 * The tensors that an inference needs and gives: for a model with partitions the key of each row, and what answered it;
 * a plain model has its own tensors alone. What may be given beside them is a property.
 */
export function modelMetadata(endpoint: ServedEndpoint, { version }: ServedVariant) {
  const { definition } = version
  const hasPartitions = definition.partitionedBy.length > 0
  const strings = (name: string) => (hasPartitions ? [{ name, datatype: 'BYTES', shape: [-1] }] : [])
  return {
    name: endpoint.name,
    versions: endpoint.variants.map((variant) => versionNumber(variant.version.versionId)),
    platform: 'onnx_onnxv1',
    inputs: [...strings('partition'), ...definition.inputs],
    outputs: [
      ...definition.outputs.map(({ name, datatype }) => ({ name, datatype, shape: [-1] })),
      ...strings('source'),
    ],
    properties: {
      version_id: version.versionId,
      features: definition.features.join(','),
      partitioned_by: definition.partitionedBy.join(','),
      optional_inputs: 'subject_id:BYTES,predicted_at:INT64',
    },
  }
}

/** Every version of every endpoint that is in memory, and endpoints that have none yet. */
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
