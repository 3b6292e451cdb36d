import type { Kysely, Transaction } from 'kysely'
import type { ReplicaState, RolloutReplica } from '../domain/rollout.ts'
import type { Database } from './database.ts'

/** A replica, and where others reach it; null for one that others cannot ask. */
export type LivingReplica = { id: string; address: string | null }

/** Says that a replica lives, and forgets those silent since `silentSince`. */
export async function reportReplica(
  db: Kysely<Database>,
  { id, address }: LivingReplica,
  now: Date,
  silentSince: Date,
): Promise<void> {
  await db
    .insertInto('replica')
    .values({ id, address, started_at: now, seen_at: now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ seen_at: now, address }))
    .execute()
  await db.deleteFrom('replica').where('seen_at', '<', silentSince).execute()
}

export async function removeReplica(db: Kysely<Database>, id: string): Promise<void> {
  await db.deleteFrom('replica').where('id', '=', id).execute()
}

export async function listLivingReplicas(db: Kysely<Database>): Promise<LivingReplica[]> {
  return await db.selectFrom('replica').select(['id', 'address']).orderBy('id').execute()
}

export async function listReplicas(db: Kysely<Database>): Promise<string[]> {
  const rows = await db.selectFrom('replica').select('id').orderBy('id').execute()
  return rows.map(({ id }) => id)
}

export async function saveRolloutReplica(
  db: Kysely<Database>,
  rolloutId: string,
  { replica, state, toLoadCount, loadedCount, reusedCount, durationMs }: RolloutReplica,
): Promise<void> {
  const row = {
    state,
    to_load: toLoadCount,
    loaded: loadedCount,
    reused: reusedCount,
    duration_ms: durationMs,
  }
  await db
    .insertInto('rollout_replica')
    .values({ rollout_id: rolloutId, replica, ...row })
    .onConflict((conflict) => conflict.columns(['rollout_id', 'replica']).doUpdateSet(row))
    .execute()
}

/** What each replica did for some rollouts. */
export async function listRolloutReplicas(
  db: Kysely<Database> | Transaction<Database>,
  rolloutIds: readonly string[],
): Promise<(RolloutReplica & { rolloutId: string })[]> {
  const rows = await db
    .selectFrom('rollout_replica')
    .selectAll()
    .where('rollout_id', 'in', rolloutIds)
    .orderBy('replica')
    .execute()
  return rows.map((row) => ({
    rolloutId: row.rollout_id,
    replica: row.replica,
    state: row.state as ReplicaState,
    toLoadCount: row.to_load,
    loadedCount: row.loaded,
    reusedCount: row.reused,
    durationMs: row.duration_ms,
  }))
}
