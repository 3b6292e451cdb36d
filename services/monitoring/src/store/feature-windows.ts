import { mapPage, type Page, type PageArguments, page } from '@headway/kit/pagination'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { FeatureSketch } from '../domain/feature-sketch.ts'
import type { Database } from './database.ts'

const rowsPerInsert = 500

/** Adds sketches to the windows they belong to. */
export async function addFeatureSketches(
  tx: Transaction<Database>,
  endpoint: string,
  sketches: readonly FeatureSketch[],
): Promise<void> {
  for (let start = 0; start < sketches.length; start += rowsPerInsert) {
    await tx
      .insertInto('feature_window')
      .values(
        sketches.slice(start, start + rowsPerInsert).map((sketch) => ({
          endpoint,
          partition: sketch.partition,
          reference_version_id: sketch.referenceVersionId,
          window_start: new Date(sketch.windowStartMs),
          row_count: sketch.count,
          sums: Array.from(sketch.sums),
          counts: Array.from(sketch.counts),
        })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['project_id', 'endpoint', 'partition', 'window_start', 'reference_version_id'])
          .doUpdateSet({
            row_count: sql`feature_window.row_count + excluded.row_count`,
            sums: sql`(select array_agg(a + b order by i) from unnest(feature_window.sums, excluded.sums) with ordinality as u (a, b, i))`,
            counts: sql`(select array_agg(a + b order by i) from unnest(feature_window.counts, excluded.counts) with ordinality as u (a, b, i))`,
          }),
      )
      .execute()
  }
}

export type FeatureWindow = {
  windowStart: Date
  referenceVersionId: string
  count: number
  sums: number[]
  counts: number[]
}

/** The windows of a partition, all features packed, the newest first. */
export async function listFeatureWindows(
  db: Kysely<Database>,
  endpoint: string,
  partition: string,
  args: PageArguments,
): Promise<Page<FeatureWindow>> {
  const query = db
    .selectFrom('feature_window')
    .selectAll()
    .where('endpoint', '=', endpoint)
    .where('partition', '=', partition)
  return mapPage(
    await page(query, args, { by: ['window_start', 'reference_version_id'], direction: 'desc' }),
    (row) => ({
      windowStart: row.window_start,
      referenceVersionId: row.reference_version_id,
      count: row.row_count,
      sums: row.sums,
      counts: row.counts,
    }),
  )
}
