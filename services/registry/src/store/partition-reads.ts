import { mapPage, type PageArguments, page } from '@headway/kit/pagination'
import { type Kysely, sql } from 'kysely'
import type { ModelPartition, PartitionVerdict } from '../domain/model-partition.ts'
import type { ModelVersion } from '../domain/model-version.ts'
import { versionId } from '../domain/names.ts'
import type { Database } from './database.ts'

export async function findPartition(
  db: Kysely<Database>,
  versionRef: number,
  key: string,
): Promise<ModelPartition | undefined> {
  const row = await partitions(db)
    .where('version_id', '=', versionRef)
    .where('key', '=', key)
    .executeTakeFirst()
  return row && partitionFromRow(row)
}

/** Partitions by version and key, in the order asked; null where the version has none. */
export async function loadPartitions(
  db: Kysely<Database>,
  wanted: readonly { versionRef: number; key: string }[],
): Promise<(ModelPartition | null)[]> {
  const rows = await partitions(db)
    .where(
      sql<boolean>`(version_id, key) in (
        select * from unnest(${wanted.map(({ versionRef }) => versionRef)}::integer[],
          ${wanted.map(({ key }) => key)}::text[]))`,
    )
    .execute()
  const found = new Map(rows.map((row) => [`${row.version_id}#${row.key}`, partitionFromRow(row)]))
  return wanted.map(({ versionRef, key }) => found.get(`${versionRef}#${key}`) ?? null)
}

export type PartitionFilter = {
  keyPrefix?: string | null
  verdict?: PartitionVerdict | null
  changed?: boolean | null
  pinned?: boolean | null
  /** The range of a metric, both ends included; the primary metric where `name` is null. */
  metric?: { name: string | null; min: number | null; max: number | null } | null
}

/** By `worst` and `best` the lower or higher end of the metric comes first, and those without it last. */
export type PartitionOrder = { by: 'key' } | { by: 'metric'; direction: 'ascending' | 'descending' }

export async function listPartitions(
  db: Kysely<Database>,
  version: Pick<ModelVersion, 'ref' | 'modelRef'>,
  filter: PartitionFilter,
  order: PartitionOrder,
  args: PageArguments,
) {
  let query = partitions(db).where('version_id', '=', version.ref).where('model_id', '=', version.modelRef)
  if (filter.keyPrefix) query = query.where(sql<boolean>`starts_with(key, ${filter.keyPrefix})`)
  if (filter.verdict) query = query.where('verdict', '=', filter.verdict)
  if (filter.pinned != null) query = query.where('pinned', '=', filter.pinned)
  if (filter.changed != null) {
    query = query.whereRef('introduced_in', filter.changed ? '=' : '<>', 'version_id')
  }
  if (filter.metric) {
    const { name, min, max } = filter.metric
    const value =
      name === null ? sql<number>`primary_metric` : sql<number>`(metrics ->> ${name})::double precision`
    if (min !== null) query = query.where(sql<boolean>`${value} >= ${min}`)
    if (max !== null) query = query.where(sql<boolean>`${value} <= ${max}`)
  }
  if (order.by === 'key') return mapPage(await page(query, args, { by: ['key'] }), partitionFromRow)
  // One direction for all: a descending order is the ascending one of the negated metric.
  const sign = order.direction === 'ascending' ? 1 : -1
  const ranked = db
    .selectFrom(query.as('kept'))
    .selectAll()
    .select(
      sql<number>`coalesce(primary_metric * ${sign}::double precision, 'infinity'::double precision)`.as(
        'rank',
      ),
    )
  const sorted = db.selectFrom(ranked.as('ranked')).selectAll()
  return mapPage(await page(sorted, args, { by: ['rank', 'key'] }), partitionFromRow)
}

/** The versions that changed a partition, newest first. */
export async function listHistory(
  db: Kysely<Database>,
  partition: Pick<ModelPartition, 'modelRef' | 'ordinal'>,
  args: PageArguments,
) {
  const query = partitions(db)
    .where('model_id', '=', partition.modelRef)
    .where('ordinal', '=', partition.ordinal)
    .whereRef('introduced_in', '=', 'version_id')
  return mapPage(await page(query, args, { by: ['version_id'], direction: 'desc' }), partitionFromRow)
}

/** The partitions that brought an artifact, or one out of a pack, newest version first. */
export async function listIntroductions(db: Kysely<Database>, digest: string, args: PageArguments) {
  const bytes = Buffer.from(digest, 'hex')
  const query = partitions(db)
    .where((eb) => eb.or([eb('sha256', '=', bytes), eb('pack', '=', bytes)]))
    .whereRef('introduced_in', '=', 'version_id')
  const by = ['version_id', 'ordinal'] as const
  return mapPage(await page(query, args, { by: [...by], direction: 'desc' }), partitionFromRow)
}

/** Every partition of a version by key: for its manifest alone, all at once. */
export async function readAllPartitions(db: Kysely<Database>, versionRef: number): Promise<ModelPartition[]> {
  const rows = await partitions(db).where('version_id', '=', versionRef).orderBy('key').execute()
  return rows.map(partitionFromRow)
}

function partitions(db: Kysely<Database>) {
  const joined = db
    .selectFrom('model_version_partition as vp')
    .innerJoin('partition as p', (join) =>
      join.onRef('p.model_id', '=', 'vp.model_id').onRef('p.ordinal', '=', 'vp.ordinal'),
    )
    .innerJoin('model as m', 'm.id', 'vp.model_id')
    .innerJoin('model_version as v', 'v.id', 'vp.version_id')
    .innerJoin('model_version as i', 'i.id', 'vp.introduced_in')
    .selectAll('vp')
    .select(['p.key', 'm.name as model', 'v.number', 'i.number as introduced_number'])
  return db.selectFrom(joined.as('model_partition')).selectAll()
}

type Row = Awaited<ReturnType<ReturnType<typeof partitions>['executeTakeFirstOrThrow']>>

function partitionFromRow(row: Row): ModelPartition {
  return {
    versionRef: row.version_id,
    modelRef: row.model_id,
    versionId: versionId(row.model, row.number),
    key: row.key,
    ordinal: row.ordinal,
    introducedInRef: row.introduced_in,
    introducedIn: versionId(row.model, row.introduced_number),
    pinned: row.pinned,
    sha256: row.sha256.toString('hex'),
    pack: row.pack.toString('hex'),
    offset: row.pack_offset,
    length: row.length,
    verdict: row.verdict as PartitionVerdict | null,
    reason: row.reason,
    metrics: row.metrics as Record<string, number>,
    primaryMetric: row.primary_metric,
    trainedRows: row.trained_rows,
    run: row.run,
  }
}
