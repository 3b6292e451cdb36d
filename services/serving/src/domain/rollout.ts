import type { VariantRole } from './endpoint.ts'

/** SWAPPING: every replica has loaded it, so that it can fail no more; they begin to answer from it. */
export type RolloutState = 'PENDING' | 'LOADING' | 'SWAPPING' | 'COMPLETED' | 'FAILED' | 'SUPERSEDED'

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

/** LOADED: could answer from the version; COMPLETED: does. */
export type ReplicaState = 'LOADING' | 'LOADED' | 'COMPLETED'

export type RolloutReplica = {
  replica: string
  state: ReplicaState
  toLoadCount: number
  loadedCount: number
  reusedCount: number
  durationMs: number | null
}

export function isOpen({ state }: Pick<Rollout, 'state'>): boolean {
  return state === 'PENDING' || state === 'LOADING' || state === 'SWAPPING'
}

/**
 * What a replica should answer from: what the alias names, unless that was refused; and while nothing is loaded, what
 * was live before, so that a fresh replica answers at once, unless the others begin to answer from the new one already.
 */
export function targetOf<V>(
  variant: { desired: V | null; live: V | null },
  desiredState: RolloutState | undefined,
  holdsNothing: boolean,
): V | null {
  if (desiredState === 'FAILED') return variant.live
  if (holdsNothing && variant.live !== null && desiredState !== 'SWAPPING') return variant.live
  return variant.desired
}

/** Whether every replica that lives has come to one of the states. */
export function allReached(
  states: readonly ReplicaState[],
  living: readonly string[],
  replicas: readonly Pick<RolloutReplica, 'replica' | 'state'>[],
): boolean {
  const there = new Set(replicas.filter(({ state }) => states.includes(state)).map(({ replica }) => replica))
  return living.length > 0 && living.every((replica) => there.has(replica))
}
