import { mapPage, type Page, type PageArguments, page } from '@headway/kit/pagination'
import { type Kysely, sql, type Transaction } from 'kysely'
import { addSketch, emptySketch, type FeatureSketch } from '../domain/feature-sketch.ts'
import { binCount } from '../domain/histogram.ts'
import type { TestWindow } from '../domain/window.ts'
import type { Database } from './database.ts'
import { aligned } from './packed.ts'

const bytesPerFeature = 8 + 4 * (binCount + 2)
const rowsPerStatement = 2000

/** Adds sketches to the windows they belong to; the monitor's lock keeps others from doing so at once. */
export async function addFeatureSketches(
  tx: Transaction<Database>,
  endpoint: string,
  sketches: readonly FeatureSketch[],
): Promise<void> {
  for (let start = 0; start < sketches.length; start += rowsPerStatement) {
    await addSome(tx, endpoint, sketches.slice(start, start + rowsPerStatement))
  }
}

async function addSome(
  tx: Transaction<Database>,
  endpoint: string,
  sketches: readonly FeatureSketch[],
): Promise<void> {
  const keys = {
    partitions: sketches.map(({ partition }) => partition),
    windows: sketches.map(({ windowStartMs }) => windowStartMs),
    versions: sketches.map(({ referenceVersionId }) => referenceVersionId),
  }
  const known = await sql<{ at: number; row_count: number; sketch: Buffer }>`
    select wanted.at, row_count, sketch
    from unnest(${keys.partitions}::text[], ${keys.windows}::float8[], ${keys.versions}::text[])
      with ordinality as wanted (partition, window_start_ms, version_id, at)
    join feature_sketch on endpoint = ${endpoint} and window_start = to_timestamp(window_start_ms / 1000)
      and feature_sketch.partition = wanted.partition and reference_version_id = version_id`.execute(tx)
  for (const row of known.rows) {
    const sketch = sketches[row.at - 1] as FeatureSketch
    addSketch(sketch, sketchFromRow(sketch, row))
  }
  await sql`
    insert into feature_sketch (endpoint, partition, window_start, reference_version_id, row_count, sketch)
    select ${endpoint}, partition, to_timestamp(window_start_ms / 1000), version_id, row_count, sketch
    from unnest(${keys.partitions}::text[], ${keys.windows}::float8[], ${keys.versions}::text[],
      ${sketches.map(({ count }) => count)}::bigint[], ${sketches.map(packSketch)}::bytea[])
      as added (partition, window_start_ms, version_id, row_count, sketch)
    on conflict (endpoint, window_start, partition, reference_version_id, project_id)
      do update set row_count = excluded.row_count, sketch = excluded.sketch`.execute(tx)
}

/** For each feature its sum, then the bins of all, what is missing of each, what is far off of each. */
export function packSketch({ sums, counts, missing, far }: FeatureSketch): Buffer {
  const bytes = new ArrayBuffer(sums.length * bytesPerFeature)
  new Float64Array(bytes, 0, sums.length).set(sums)
  let offset = sums.byteLength
  for (const part of [counts, missing, far]) {
    new Uint32Array(bytes, offset, part.length).set(part)
    offset += part.byteLength
  }
  return Buffer.from(bytes)
}

type SketchKey = Pick<FeatureSketch, 'partition' | 'referenceVersionId' | 'windowStartMs'>

export function sketchFromRow(
  key: SketchKey,
  { row_count, sketch }: { row_count: number; sketch: Buffer },
): FeatureSketch {
  const bytes = aligned(sketch)
  const features = bytes.byteLength / bytesPerFeature
  const bins = features * binCount
  return {
    partition: key.partition,
    referenceVersionId: key.referenceVersionId,
    windowStartMs: key.windowStartMs,
    count: row_count,
    sums: new Float64Array(bytes, 0, features),
    counts: new Uint32Array(bytes, 8 * features, bins),
    missing: new Uint32Array(bytes, 8 * features + 4 * bins, features),
    far: new Uint32Array(bytes, 12 * features + 4 * bins, features),
  }
}

/** The windows of a partition, all features packed, the newest first. */
export async function listFeatureSketches(
  db: Kysely<Database>,
  endpoint: string,
  partition: string,
  args: PageArguments,
): Promise<Page<FeatureSketch>> {
  const query = db
    .selectFrom('feature_sketch')
    .selectAll()
    .where('endpoint', '=', endpoint)
    .where('partition', '=', partition)
  const found = await page(query, args, { by: ['window_start', 'reference_version_id'], direction: 'desc' })
  return mapPage(found, (row) =>
    sketchFromRow(
      {
        partition: row.partition,
        referenceVersionId: row.reference_version_id,
        windowStartMs: row.window_start.getTime(),
      },
      row,
    ),
  )
}

/** The sum of sketches over the newest of their references; those over older ones are left out. */
export function mergeNewest(sketches: readonly FeatureSketch[]): FeatureSketch {
  const newest = sketches.reduce((a, b) =>
    numberOf(b.referenceVersionId) > numberOf(a.referenceVersionId) ? b : a,
  )
  const same = sketches.filter(({ referenceVersionId }) => referenceVersionId === newest.referenceVersionId)
  if (same.length === 1) return newest
  const merged = emptySketch(newest, newest.sums.length)
  for (const sketch of same) addSketch(merged, sketch)
  return merged
}

function numberOf(versionId: string): number {
  return Number(versionId.slice(versionId.lastIndexOf('/') + 1))
}

/** Predictions of an endpoint in a test window that have a training profile. */
export async function countSketchedRows(
  db: Kysely<Database>,
  endpoint: string,
  window: TestWindow,
): Promise<number> {
  const { rows } = await db
    .selectFrom('feature_sketch')
    .select(sql<number>`coalesce(sum(row_count), 0)::bigint`.as('rows'))
    .where('endpoint', '=', endpoint)
    .where('window_start', '>=', new Date(window.startMs))
    .where('window_start', '<', new Date(window.endMs))
    .executeTakeFirstOrThrow()
  return rows
}
