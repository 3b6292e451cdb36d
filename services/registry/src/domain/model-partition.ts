import { DomainError } from '@headway/kit/errors'

export type PartitionVerdict = 'BETTER' | 'NON_INFERIOR' | 'WORSE' | 'TOO_LITTLE_DATA'

/** What a manifest says of one partition. */
export type PartitionContent = {
  sha256: string
  pack: string
  offset: number
  length: number
  verdict: PartitionVerdict | null
  reason: string | null
  metrics: Record<string, number>
  primaryMetric: number | null
  trainedRows: number | null
  run: string | null
}

export type ModelPartition = PartitionContent & {
  versionRef: number
  modelRef: number
  versionId: string
  key: string
  ordinal: number
  /** The version that brought the artifact; the version itself where it changed the partition. */
  introducedInRef: number
  introducedIn: string
  pinned: boolean
}

/** INVALID_ARGUMENT unless the key has one value that is not empty for every column of `partitionedBy`. */
export function checkKeyArity(key: readonly string[], partitionedBy: readonly string[], field: string): void {
  if (key.length === partitionedBy.length && key.every((value) => value !== '')) return
  throw new DomainError('INVALID_ARGUMENT', `${field} does not fit what the model is partitioned by`, {
    field,
    value: key,
    expected: partitionedBy.length === 0 ? '[]' : `values for ${partitionedBy.join(', ')}`,
  })
}
