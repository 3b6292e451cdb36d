import { DomainError } from '@headway/kit/errors'
import type { PartitionContent } from './model-partition.ts'
import type { PartitionState } from './rebase.ts'

type Proposed = PartitionContent & { key: string }

export type Changes = {
  partitions: (Proposed & { ordinal: number })[]
  /** Ordinals of the partitions to leave out. */
  removed: number[]
}

/**
 * What of a proposal differs from the parent. A pinned partition keeps its artifact; one proposed with the artifact it
 * has is inherited. INVALID_ARGUMENT when a partition to remove is not there, FAILED_PRECONDITION when nothing is left.
 */
export function selectChanges(
  proposal: { partitions: readonly Proposed[]; removed: readonly string[] },
  ordinals: ReadonlyMap<string, number>,
  before: ReadonlyMap<number, PartitionState>,
  parent: string | null,
): Changes {
  const partitions = proposal.partitions
    .map((partition) => ({ ...partition, ordinal: ordinalOf(ordinals, partition.key) }))
    .filter(({ ordinal, sha256 }) => {
      const had = before.get(ordinal)
      return !had?.pinned && had?.sha256 !== sha256
    })
  const removed = proposal.removed
    .map((key, index) => {
      const ordinal = ordinalOf(ordinals, key)
      if (before.has(ordinal)) return ordinal
      throw new DomainError('INVALID_ARGUMENT', `there is no partition "${key}" to remove`, {
        field: `removed[${index}]`,
        value: key,
        expected: parent === null ? 'nothing, as there is no parent' : `a partition of ${parent}`,
      })
    })
    .filter((ordinal) => !before.get(ordinal)?.pinned)
  if (partitions.length + removed.length > 0) return { partitions, removed }
  throw new DomainError(
    'FAILED_PRECONDITION',
    `nothing differs from ${parent ?? 'a model without partitions'}`,
    {
      field: 'partitions',
      value: proposal.partitions.length,
      expected: 'at least one partition that is not pinned, with another artifact than it has',
    },
  )
}

function ordinalOf(ordinals: ReadonlyMap<string, number>, key: string): number {
  const ordinal = ordinals.get(key)
  if (ordinal === undefined) throw new TypeError(`partition ${key} was given no ordinal`)
  return ordinal
}
