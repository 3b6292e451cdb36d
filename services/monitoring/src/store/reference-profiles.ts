import { type Kysely, sql, type Transaction } from 'kysely'
import type { Reference } from '../domain/feature-sketch.ts'
import { binCount, edgeCount } from '../domain/histogram.ts'
import { farLimits, type TrainingProfile } from '../domain/training-profile.ts'
import type { Database } from './database.ts'
import { packFloats, unpackFloats } from './packed.ts'

const rowsPerInsert = 1000

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
          edges: packFloats([...profile.edges, ...profile.minima, ...profile.maxima]),
          shape: packFloats([
            ...profile.counts,
            ...profile.means,
            ...profile.deviations,
            ...profile.missing,
            ...profile.correlations,
            ...profile.days,
          ]),
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
    rows.map((row) => {
      const { edges, minima, maxima } = unpackEdges(row.edges, row.features.length)
      return [
        row.partition,
        {
          partition: row.partition,
          versionId: row.version_id,
          features: row.features,
          edges,
          ...farLimits({ minima: Array.from(minima), maxima: Array.from(maxima) }),
        },
      ]
    }),
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
  if (!row) return undefined
  const { edges, minima, maxima } = unpackEdges(row.edges, row.features.length)
  const shape = unpackShape(row.shape)
  return {
    partition: row.partition,
    versionId: row.version_id,
    count: row.row_count,
    features: row.features,
    edges: Array.from(edges),
    minima: Array.from(minima),
    maxima: Array.from(maxima),
    counts: Array.from(shape.counts),
    means: Array.from(shape.means),
    deviations: Array.from(shape.deviations),
    missing: Array.from(shape.missing),
    correlations: Array.from(shape.correlations),
    days: Array.from(shape.days),
  }
}

/** What a drift test needs of a profile, packed feature by feature. */
export type ReferenceShape = {
  counts: Float64Array
  means: Float64Array
  deviations: Float64Array
  missing: Float64Array
  correlations: Float64Array
  days: Float64Array
}

export function unpackShape(bytes: Buffer): ReferenceShape {
  const all = unpackFloats(bytes)
  const features = all.length / (binCount + 5)
  const part = (at: number) => all.subarray((binCount + at) * features, (binCount + at + 1) * features)
  return {
    counts: all.subarray(0, binCount * features),
    means: part(0),
    deviations: part(1),
    missing: part(2),
    correlations: part(3),
    days: part(4),
  }
}

function unpackEdges(bytes: Buffer, features: number) {
  const all = unpackFloats(bytes)
  return {
    edges: all.subarray(0, edgeCount * features),
    minima: all.subarray(edgeCount * features, (edgeCount + 1) * features),
    maxima: all.subarray((edgeCount + 1) * features),
  }
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
