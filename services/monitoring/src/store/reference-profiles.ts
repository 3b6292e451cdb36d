import { type Kysely, sql, type Transaction } from 'kysely'
import type { Reference } from '../domain/feature-sketch.ts'
import type { TrainingProfile } from '../domain/training-profile.ts'
import type { Database } from './database.ts'

const rowsPerInsert = 500

/** Keeps the training profiles of the partitions that a version changed. */
export async function insertReferences(
  tx: Transaction<Database>,
  model: string,
  versionId: string,
  profiles: readonly TrainingProfile[],
): Promise<void> {
  for (let start = 0; start < profiles.length; start += rowsPerInsert) {
    await tx
      .insertInto('reference_profile')
      .values(
        profiles.slice(start, start + rowsPerInsert).map((profile) => ({
          model,
          partition: profile.partition,
          version_id: versionId,
          version_number: versionNumber(versionId),
          row_count: profile.count,
          features: profile.features,
          means: profile.means,
          deviations: profile.deviations,
          edges: profile.edges,
          counts: profile.counts,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

/** The newest training profile of each of the partitions, up to the version that is live; partitions without one are left out. */
export async function listReferences(
  db: Kysely<Database>,
  model: string,
  partitions: readonly string[],
): Promise<Map<string, Reference>> {
  const rows = await db
    .selectFrom('reference_profile')
    .distinctOn('partition')
    .select(['partition', 'version_id', 'features', 'edges'])
    .where('model', '=', model)
    .where('partition', '=', sql<string>`any(${partitions}::text[])`)
    .where('version_number', '<=', liveNumber(db, model))
    .orderBy('partition')
    .orderBy('version_number', 'desc')
    .execute()
  return new Map(
    rows.map((row) => [
      row.partition,
      {
        partition: row.partition,
        versionId: row.version_id,
        features: row.features,
        edges: Float64Array.from(row.edges),
      },
    ]),
  )
}

export async function findTrainingProfile(
  db: Kysely<Database>,
  model: string,
  partition: string,
): Promise<(TrainingProfile & { versionId: string }) | undefined> {
  const row = await db
    .selectFrom('reference_profile')
    .selectAll()
    .where('model', '=', model)
    .where('partition', '=', partition)
    .where('version_number', '<=', liveNumber(db, model))
    .orderBy('version_number', 'desc')
    .executeTakeFirst()
  return (
    row && {
      partition: row.partition,
      versionId: row.version_id,
      count: row.row_count,
      features: row.features,
      means: row.means,
      deviations: row.deviations,
      edges: row.edges,
      counts: row.counts,
    }
  )
}

function liveNumber(db: Kysely<Database>, model: string) {
  return db
    .selectFrom('live_version')
    .select(sql<number>`split_part(version_id, '/', 2)::integer`.as('number'))
    .where('model', '=', model)
}

function versionNumber(versionId: string): number {
  return Number(versionId.slice(versionId.lastIndexOf('/') + 1))
}
