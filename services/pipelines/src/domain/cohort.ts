import { DomainError } from '@headway/kit/errors'
import type { Retrained } from './choose-partitions.ts'

/** Every condition that is given must hold. */
export type PartitionFilter = {
  /** Canonical keys. */
  keys: readonly string[] | null
  keyPrefix: string | null
  verdict: string | null
  /** Changed against the parent, or not. */
  changed: boolean | null
  pinned: boolean | null
  /** The range of a metric, both ends included; the primary metric where `name` is null. */
  metric: { name: string | null; min: number | null; max: number | null } | null
}

/** What a person asks for; the same with the same idempotency key again is the same run. */
export type CohortRequest = {
  pipeline: string
  partitions: PartitionFilter
  parameters: Record<string, unknown>
}

/** One partition of a version, as its manifest tells of it. */
export type VersionPartition = {
  key: string
  verdict: string | null
  metrics: Readonly<Record<string, number>>
  changed: boolean
  pinned: boolean
}

export type RetrainingOutcomeKind = 'TAKEN' | 'IN_HAND' | 'PINNED' | 'NOT_FOUND'

export type RetrainingOutcome = { key: string; outcome: RetrainingOutcomeKind }

export type CohortRetraining = {
  dryRun: boolean
  /** The champion, among whose partitions the filter chose. */
  versionId: string
  runId: string | null
  outcomes: RetrainingOutcome[]
}

const mostKeys = 20_000

/** INVALID_ARGUMENT for a filter that says nothing, has a range without ends, or names too many partitions. */
export function checkFilter(filter: PartitionFilter): void {
  if (Object.values(filter).every((condition) => condition === null)) {
    throw wrong('partitions', filter, 'at least one condition; an empty keyPrefix for every partition')
  }
  if (filter.metric && filter.metric.min === null && filter.metric.max === null) {
    throw wrong('partitions.metric', filter.metric, 'min or max, or both')
  }
  if ((filter.keys?.length ?? 0) > mostKeys) {
    throw wrong('partitions.keys', filter.keys?.length, `at most ${mostKeys}`)
  }
}

/** The partitions that a filter keeps, in their order. */
export function filterPartitions(
  partitions: readonly VersionPartition[],
  { keys, keyPrefix, verdict, changed, pinned, metric }: PartitionFilter,
  primaryMetric: string | null,
): VersionPartition[] {
  const named = keys && new Set(keys)
  const metricName = metric && (metric.name ?? primaryMetric)
  if (metric && metricName === null) {
    throw wrong('partitions.metric.name', null, 'a name: the version tells no primary metric')
  }
  const isInRange = ({ metrics }: VersionPartition) => {
    const value = metrics[metricName ?? '']
    return value !== undefined && value >= (metric?.min ?? -Infinity) && value <= (metric?.max ?? Infinity)
  }
  return partitions.filter(
    (partition) =>
      (named === null || named.has(partition.key)) &&
      (keyPrefix === null || partition.key.startsWith(keyPrefix)) &&
      (verdict === null || partition.verdict === verdict) &&
      (changed === null || partition.changed === changed) &&
      (pinned === null || partition.pinned === pinned) &&
      (metric === null || isInRange(partition)),
  )
}

/** What becomes of each chosen partition, and of each key that is none, by key. A pin outlives any retraining. */
export function decideRetraining(
  chosen: readonly VersionPartition[],
  unknown: readonly string[],
  retrained: ReadonlyMap<string, Retrained>,
): RetrainingOutcome[] {
  const outcomes = chosen.map(({ key, pinned }): RetrainingOutcome => {
    if (pinned) return { key, outcome: 'PINNED' }
    return { key, outcome: retrained.get(key)?.inHand ? 'IN_HAND' : 'TAKEN' }
  })
  outcomes.push(...unknown.map((key) => ({ key, outcome: 'NOT_FOUND' as const })))
  return outcomes.sort((a, b) => (a.key < b.key ? -1 : 1))
}

function wrong(field: string, value: unknown, expected: string): DomainError {
  return new DomainError('INVALID_ARGUMENT', `the filter of partitions is not complete: ${field}`, {
    field,
    value,
    expected,
  })
}
