import { rolloutCompleted, rolloutFailed, rolloutStarted } from '@headway/events/serving'
import { emit } from '@headway/kit/outbox'
import type { Transaction } from 'kysely'
import type { Context } from '../context.ts'
import type { Variant } from '../domain/endpoint.ts'
import {
  allReached,
  isOpen,
  type Rollout,
  type RolloutFailure,
  type RolloutReplica,
  type RolloutState,
} from '../domain/rollout.ts'
import type { Database } from '../store/database.ts'
import { listReplicas, listRolloutReplicas, saveRolloutReplica } from '../store/replicas.ts'
import {
  endRollout,
  findRolloutOf,
  lockRollout,
  setRolloutLoading,
  setRolloutSwapping,
} from '../store/rollouts.ts'
import { setLive } from '../store/variants.ts'

/** This replica has read the manifest and begins to load: the first to do so tells that the rollout started. */
export function reportStarted(
  { db, now }: Context,
  id: string,
  partitionCount: number,
  replica: RolloutReplica,
): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const rollout = await lockRollout(tx, id)
    if (!rollout || !isOpen(rollout)) return
    await saveRolloutReplica(tx, id, replica)
    if (rollout.state !== 'PENDING') return
    await setRolloutLoading(tx, id, partitionCount, now())
    const data = { ...identity(rollout), partitionCount, toLoadCount: replica.toLoadCount }
    await emit(tx, rolloutStarted, data, about(rollout))
  })
}

export async function reportProgress({ db }: Context, id: string, replica: RolloutReplica): Promise<void> {
  await saveRolloutReplica(db, id, replica)
}

/**
 * This replica has loaded the version. When all that live have, the rollout can fail no more and every replica swaps: only
 * then, so that a version refused by one of them is never answered by another. Answers the rollout's state.
 */
export function reportLoaded(
  { db }: Context,
  id: string,
  partitionCount: number,
  replica: RolloutReplica,
): Promise<RolloutState | undefined> {
  return db.transaction().execute(async (tx) => {
    const rollout = await lockRollout(tx, id)
    if (!rollout || !isOpen(rollout)) return rollout?.state
    await saveRolloutReplica(tx, id, replica)
    if (rollout.state === 'SWAPPING') return 'SWAPPING'
    const replicas = await listRolloutReplicas(tx, [id])
    if (!allReached(['LOADED', 'COMPLETED'], await listReplicas(tx), replicas)) return rollout.state
    await setRolloutSwapping(tx, id, partitionCount)
    return 'SWAPPING'
  })
}

/** This replica answers from the version; when all that live do, the rollout is complete. */
export function reportSwapped(
  { db, now }: Context,
  id: string,
  partitionCount: number,
  replica: RolloutReplica,
): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const rollout = await lockRollout(tx, id)
    if (!rollout || !isOpen(rollout)) return
    await saveRolloutReplica(tx, id, replica)
    if (!allReached(['COMPLETED'], await listReplicas(tx), await listRolloutReplicas(tx, [id]))) return
    const at = now()
    await endRollout(tx, id, 'COMPLETED', at, null)
    const { endpoint, variant, versionId, revision, manifestDigest } = rollout
    const live = { versionId, revision, manifestDigest, partitionCount, since: at }
    await setLive(tx, endpoint, variant, live)
    await emitCompleted(tx, { ...rollout, partitionCount, endedAt: at })
  })
}

/** This replica cannot load the version: every replica goes on with the one before. */
export function reportFailed({ db, now }: Context, id: string, failure: RolloutFailure): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const rollout = await lockRollout(tx, id)
    // Once all begin to answer from it there is no way back: whoever cannot tries again.
    if (!rollout || !isOpen(rollout) || rollout.state === 'SWAPPING') return
    await endRollout(tx, id, 'FAILED', now(), failure)
    await emitFailed(tx, rollout, failure)
  })
}

/** Tells the outcome of a variant's latest rollout once more, if it has one. */
export async function announceAgain(tx: Transaction<Database>, variant: Variant): Promise<void> {
  const rollout = await findRolloutOf(tx, variant)
  if (rollout?.state === 'COMPLETED') await emitCompleted(tx, rollout)
  if (rollout?.state === 'FAILED' && rollout.failure) await emitFailed(tx, rollout, rollout.failure)
}

async function emitCompleted(tx: Transaction<Database>, rollout: Rollout): Promise<void> {
  const replicas = await listRolloutReplicas(tx, [rollout.id])
  const data = {
    ...identity(rollout),
    partitionCount: rollout.partitionCount ?? 0,
    loadedCount: sum(replicas.map(({ loadedCount }) => loadedCount)),
    reusedCount: sum(replicas.map(({ reusedCount }) => reusedCount)),
    manifestDigest: rollout.manifestDigest,
    durationMs: Math.max(0, Number(rollout.endedAt) - Number(rollout.createdAt)),
  }
  await emit(tx, rolloutCompleted, data, about(rollout))
}

async function emitFailed(
  tx: Transaction<Database>,
  rollout: Rollout,
  failure: RolloutFailure,
): Promise<void> {
  await emit(tx, rolloutFailed, { ...identity(rollout), ...failure }, about(rollout))
}

function identity(rollout: Rollout) {
  return {
    rollout: rollout.id,
    endpoint: rollout.endpoint,
    variant: rollout.role,
    model: rollout.model,
    alias: rollout.alias,
    versionId: rollout.versionId,
    previousVersionId: rollout.previousVersionId,
    revision: rollout.revision,
  }
}

function about({ endpoint, revision }: Rollout): { aggregate: string; revision: number } {
  return { aggregate: endpoint, revision }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
