import type { VariantRole } from './endpoint.ts'

export type RolloutState = 'PENDING' | 'LOADING' | 'COMPLETED' | 'FAILED' | 'SUPERSEDED'

export type RolloutFailure = { code: string; reason: string; partition: string | null }

export type Rollout = {
  id: string
  endpoint: string
  variant: string
  role: VariantRole
  model: string
  alias: string
  versionId: string
  previousVersionId: string | null
  revision: number
  manifestDigest: string
  state: RolloutState
  partitionCount: number | null
  failure: RolloutFailure | null
  createdAt: Date
  startedAt: Date | null
  endedAt: Date | null
}

export type RolloutReplica = {
  replica: string
  state: RolloutState
  toLoadCount: number
  loadedCount: number
  reusedCount: number
  durationMs: number | null
}

export function isOpen({ state }: Pick<Rollout, 'state'>): boolean {
  return state === 'PENDING' || state === 'LOADING'
}

/**
 * What a replica should answer from: what the alias names, unless that was refused; and while nothing is loaded, what
 * was live before, so that a fresh replica answers at once.
 */
export function targetOf<V>(
  variant: { desired: V | null; live: V | null },
  desiredFailed: boolean,
  holdsNothing: boolean,
): V | null {
  if (desiredFailed) return variant.live
  if (holdsNothing && variant.live !== null) return variant.live
  return variant.desired
}

/** A rollout is complete when every replica that lives has it. */
export function isComplete(
  living: readonly string[],
  replicas: readonly Pick<RolloutReplica, 'replica' | 'state'>[],
): boolean {
  const done = new Set(replicas.filter(({ state }) => state === 'COMPLETED').map(({ replica }) => replica))
  return living.length > 0 && living.every((replica) => done.has(replica))
}
