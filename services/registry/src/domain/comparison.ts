import { DomainError } from '@headway/kit/errors'
import type { ModelPartition } from './model-partition.ts'
import type { ModelVersion } from './model-version.ts'

export type PartitionChangeKind = 'ADDED' | 'REMOVED' | 'CHANGED'

export type VersionComparison = {
  from: ModelVersion
  to: ModelVersion
  addedCount: number
  removedCount: number
  changedCount: number
  improvedCount: number
  worsenedCount: number
}

export type PartitionChange = {
  key: string
  change: PartitionChangeKind
  from: ModelPartition | null
  to: ModelPartition | null
  metricDifference: number | null
}

/** INVALID_ARGUMENT unless both are versions of one model. */
export function checkComparable(from: ModelVersion, to: ModelVersion): void {
  if (from.modelRef === to.modelRef) return
  throw new DomainError('INVALID_ARGUMENT', `${from.id} and ${to.id} are versions of different models`, {
    field: 'to',
    value: to.id,
    expected: `a version of ${from.model}`,
  })
}

/** One partition in two versions; what is the same in both is no change. */
export function describeChange(from: ModelPartition | null, to: ModelPartition | null): PartitionChange {
  const partition = to ?? from
  if (!partition) throw new TypeError('a change has at least one side')
  const change = from === null ? 'ADDED' : to === null ? 'REMOVED' : 'CHANGED'
  const before = from?.primaryMetric ?? null
  const after = to?.primaryMetric ?? null
  const metricDifference = before === null || after === null ? null : after - before
  return { key: partition.key, change, from, to, metricDifference }
}
