import { DomainError } from '@headway/kit/errors'

/** One partition in the version to rebase, its parent and the champion; null where a version has it not. */
export type PartitionTriple = {
  ordinal: number
  key: string
  version: PartitionState | null
  parent: PartitionState | null
  champion: PartitionState | null
}

export type PartitionState = { sha256: string; pinned: boolean }

export type RebasePlan = {
  /** Ordinals whose row is taken from the version. */
  take: number[]
  /** Ordinals that the version removed. */
  remove: number[]
  /** Keys changed on both sides: they keep what the champion has. */
  conflicts: string[]
}

/** What of a version's changes against its parent can be put on the champion. */
export function planRebase(triples: Iterable<PartitionTriple>): RebasePlan {
  const plan: RebasePlan = { take: [], remove: [], conflicts: [] }
  for (const { ordinal, key, version, parent, champion } of triples) {
    if (same(version, parent) || same(version, champion)) continue
    if (isConflict(version, parent, champion)) plan.conflicts.push(key)
    else if (version) plan.take.push(ordinal)
    else plan.remove.push(ordinal)
  }
  return plan
}

/** FAILED_PRECONDITION when a plan would give the champion itself again. */
export function refuseEmptyRebase(plan: RebasePlan, version: string, champion: string): void {
  if (plan.take.length + plan.remove.length > 0) return
  throw new DomainError(
    'FAILED_PRECONDITION',
    `nothing of ${version} is left to put on ${champion}: every change was made there as well or conflicts with it`,
    {
      field: 'id',
      value: version,
      expected: `changes that ${champion} has not`,
      details: { conflicts: plan.conflicts.slice(0, 20), conflictCount: plan.conflicts.length },
    },
  )
}

function isConflict(
  version: PartitionState | null,
  parent: PartitionState | null,
  champion: PartitionState | null,
): boolean {
  const pinnedSince = champion?.pinned === true && parent?.pinned !== true
  const movedSince = champion?.sha256 !== parent?.sha256 && champion?.sha256 !== version?.sha256
  return pinnedSince || movedSince
}

function same(a: PartitionState | null, b: PartitionState | null): boolean {
  return a?.sha256 === b?.sha256 && (a?.pinned ?? false) === (b?.pinned ?? false)
}
