import { DomainError } from '@headway/kit/errors'
import type { PartitionVerdict } from './model-partition.ts'
import type { ModelVersionOrigin } from './model-version.ts'

/** Every condition that is given must hold. */
export type PartitionFilter = {
  /** Canonical keys. */
  keys?: readonly string[] | null
  keyPrefix?: string | null
  verdict?: PartitionVerdict | null
  changed?: boolean | null
  pinned?: boolean | null
  /** The range of a metric, both ends included; the primary metric where `name` is null. */
  metric?: { name: string | null; min: number | null; max: number | null } | null
}

export type CohortAction = 'PIN' | 'UNPIN' | 'ROLL_BACK'

/** A person's wish about the partitions of a model that a filter keeps. */
export type CohortRequest = {
  action: CohortAction
  model: string
  partitions: PartitionFilter
  /** The version whose artifacts they get; null takes those that each has now, or had before it was changed last. */
  fromVersion: string | null
}

export type CohortOutcomeKind = 'CHANGED' | 'UNCHANGED' | 'PINNED' | 'NOT_FOUND'

/** What became of one partition; `sourceRef` is the version that its artifact is taken from. */
export type CohortOutcome = { key: string; outcome: CohortOutcomeKind; sourceRef: number | null }

export type CohortChange = {
  /** Null for what was only tried. */
  id: string | null
  baseRef: number
  versionRef: number | null
  outcomes: CohortOutcome[]
}

/** A partition that was chosen, as the champion has it; null where the champion has it not. */
export type ChosenPartition = { key: string; base: { sha256: string; pinned: boolean } | null }

export type PartitionSource = { versionRef: number; ordinal: number; sha256: string }

export const cohortOrigins: Record<CohortAction, ModelVersionOrigin> = {
  PIN: 'PINNED',
  UNPIN: 'UNPINNED',
  ROLL_BACK: 'ROLLED_BACK',
}

const mostKeys = 20_000

/** INVALID_ARGUMENT for a filter that says nothing, which may be an oversight, or names too many partitions. */
export function checkCohort(filter: PartitionFilter, field: string): void {
  if (Object.values(filter).every((condition) => condition == null)) {
    throw new DomainError('INVALID_ARGUMENT', 'the filter has no condition', {
      field,
      value: filter,
      expected: 'at least one condition; an empty keyPrefix for every partition',
    })
  }
  if ((filter.keys?.length ?? 0) > mostKeys) {
    throw new DomainError('INVALID_ARGUMENT', 'the filter names too many partitions', {
      field: `${field}.keys`,
      value: filter.keys?.length,
      expected: `at most ${mostKeys}`,
    })
  }
}

/** What becomes of a partition whose artifact would come from `source`. A pin is stronger than a rollback. */
export function decideOutcome(
  action: CohortAction,
  { base }: ChosenPartition,
  source: PartitionSource | undefined,
): CohortOutcomeKind {
  if (!source) return 'NOT_FOUND'
  const isSame = base?.sha256 === source.sha256
  if (action === 'PIN') return base?.pinned && isSame ? 'UNCHANGED' : 'CHANGED'
  if (action === 'UNPIN') return base?.pinned ? 'CHANGED' : 'UNCHANGED'
  if (base?.pinned) return 'PINNED'
  return isSame ? 'UNCHANGED' : 'CHANGED'
}
