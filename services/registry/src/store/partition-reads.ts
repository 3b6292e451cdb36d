import { type Page, type PageArguments, page } from '@headway/kit/pagination'
import { type Kysely, type Selectable, sql } from 'kysely'
import type { PartitionFilter } from '../domain/cohort.ts'
import type { ModelPartition, PartitionVerdict } from '../domain/model-partition.ts'
import type { ModelVersion } from '../domain/model-version.ts'
import { versionId } from '../domain/names.ts'
import type { Database, ModelVersionPartition } from './database.ts'
import { filterPartitions } from './filter-partitions.ts'

export async function findPartition(
  db: Kysely<Database>,
  versionRef: number,
  key: string,
): Promise<ModelPartition | undefined> {
  const row = await partitions(db)
    .where('version_id', '=', versionRef)
    .where('key', '=', key)
    .executeTakeFirst()
  return row && (await toPartitions(db, [row]))[0]
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
  const read = await toPartitions(db, rows)
  const found = new Map(read.map((partition) => [`${partition.versionRef}#${partition.key}`, partition]))
  return wanted.map(({ versionRef, key }) => found.get(`${versionRef}#${key}`) ?? null)
}

/** By `worst` and `best` the lower or higher end of the metric comes first, and those without it last. */
export type PartitionOrder = { by: 'key' } | { by: 'metric'; direction: 'ascending' | 'descending' }

/** One page of a version's partitions. Which they are is read from an index alone, then their rows by key. */
export async function listPartitions(
  db: Kysely<Database>,
  version: Pick<ModelVersion, 'ref'>,
  filter: PartitionFilter,
  order: PartitionOrder,
  args: PageArguments,
): Promise<Page<ModelPartition>> {
  const { edges, nodes, pageInfo } = await pageKeys(db, version, filter, order, args)
  const wanted = nodes.map(({ key }) => ({ versionRef: version.ref, key }))
  const rows = (await loadPartitions(db, wanted)) as ModelPartition[]
  const filled = edges.map(({ cursor }, index) => ({ cursor, node: rows[index] as ModelPartition }))
  return { edges: filled, nodes: rows, pageInfo }
}

function pageKeys(
  db: Kysely<Database>,
  version: Pick<ModelVersion, 'ref'>,
  filter: PartitionFilter,
  order: PartitionOrder,
  args: PageArguments,
): Promise<Page<{ key: string }>> {
  const kept = filterPartitions(db, version.ref, filter)
  if (order.by === 'key') return page(kept.select('key'), args, { by: ['key'] })
  // One direction for all: a descending order is the ascending one of the negated metric.
  const sign = order.direction === 'ascending' ? 1 : -1
  const rank = sql<number>`coalesce(primary_metric * ${sign}::double precision, 'infinity'::double precision)`
  const ranked = db.selectFrom(kept.select(['key', rank.as('rank')]).as('ranked')).selectAll()
  return page(ranked, args, { by: ['rank', 'key'] })
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
  return toPage(db, await page(query, args, { by: ['version_id'], direction: 'desc' }))
}

/** The partitions that brought an artifact, or one out of a pack, newest version first. */
export async function listIntroductions(db: Kysely<Database>, digest: string, args: PageArguments) {
  const bytes = Buffer.from(digest, 'hex')
  const query = partitions(db)
    .where((eb) => eb.or([eb('sha256', '=', bytes), eb('pack', '=', bytes)]))
    .whereRef('introduced_in', '=', 'version_id')
  const by = ['version_id', 'ordinal'] as const
  return toPage(db, await page(query, args, { by: [...by], direction: 'desc' }))
}

/** Every partition of a version by key: for its manifest alone, all at once. */
export async function readAllPartitions(db: Kysely<Database>, versionRef: number): Promise<ModelPartition[]> {
  const rows = await partitions(db).where('version_id', '=', versionRef).orderBy('key').execute()
  return toPartitions(db, rows)
}

function partitions(db: Kysely<Database>) {
  return db.selectFrom('model_version_partition').selectAll()
}

/** Rows with what they name; the versions are few, and read once for all rows. */
async function toPartitions(db: Kysely<Database>, rows: readonly Row[]): Promise<ModelPartition[]> {
  const refs = new Set(rows.flatMap((row) => [row.version_id, row.introduced_in]))
  if (refs.size === 0) return []
  const versions = await db
    .selectFrom('model_version as v')
    .innerJoin('model as m', 'm.id', 'v.model_id')
    .select(['v.id', 'v.number', 'm.name'])
    .where('v.id', 'in', [...refs])
    .execute()
  const ids = new Map(versions.map(({ id, name, number }) => [id, versionId(name, number)]))
  return rows.map((row) => partitionFromRow(row, ids))
}

async function toPage(db: Kysely<Database>, found: Page<Row>): Promise<Page<ModelPartition>> {
  const nodes = await toPartitions(db, found.nodes)
  const edges = found.edges.map(({ cursor }, index) => ({ cursor, node: nodes[index] as ModelPartition }))
  return { edges, nodes, pageInfo: found.pageInfo }
}

type Row = Selectable<ModelVersionPartition>

function partitionFromRow(row: Row, ids: ReadonlyMap<number, string>): ModelPartition {
  return {
    versionRef: row.version_id,
    modelRef: row.model_id,
    versionId: ids.get(row.version_id) ?? '',
    key: row.key,
    ordinal: row.ordinal,
    introducedInRef: row.introduced_in,
    introducedIn: ids.get(row.introduced_in) ?? '',
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
