import { type Manifest, type ManifestModelDefinition, parseManifest } from '@headway/artifacts/manifest'
import { canonicalKey, fallbackKeys, parseKey } from '@headway/artifacts/partition-key'
import { DomainError } from '@headway/kit/errors'

type Slot = Manifest['partitions'][number]

/** A model version as bulk prediction needs it. */
export type BatchModel = {
  version: string
  definition: ManifestModelDefinition
  /**
   * Who answers for a partition: its own model or a pooled one by key, the baseline, or nobody. INVALID_ARGUMENT when it
   * is no key of the model.
   */
  route(key: string): { source: string; key: string | null; slot: Slot | null }
}

/** Reads a version from its full manifest; FAILED_PRECONDITION when it does not say what the model takes and gives. */
export function readBatchModel(bytes: Uint8Array): BatchModel {
  const { version, partitions, modelDefinition: definition } = parseManifest(bytes)
  if (!version || !definition) {
    throw new DomainError('FAILED_PRECONDITION', 'the manifest is not that of a whole version', {
      field: 'inputs.manifest',
      expected: 'the full manifest of a version, with its model definition',
    })
  }
  const slots = new Map(partitions.map((slot) => [canonicalKey(slot.key), slot]))
  const withoutModel = definition.baseline.length > 0 ? 'baseline' : 'none'
  return {
    version,
    definition,
    route(key) {
      const own = slots.get(key)
      if (own) return { source: 'exact', key, slot: own }
      if (parseKey(key).length !== definition.partitionedBy.length) throw otherArity(key, definition)
      for (const candidate of fallbackKeys(key)) {
        const slot = slots.get(candidate)
        if (slot) return { source: `pooled:${candidate}`, key: candidate, slot }
      }
      return { source: withoutModel, key: null, slot: null }
    },
  }
}

function otherArity(key: string, { partitionedBy }: ManifestModelDefinition): DomainError {
  return new DomainError('INVALID_ARGUMENT', `partition "${key}" has another number of values`, {
    field: 'inputs.rows',
    value: key,
    expected: `a canonical key of ${partitionedBy.join('/')}`,
  })
}
