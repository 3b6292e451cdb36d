import { mapPage, type PageArguments, page } from '@headway/kit/pagination'
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { DatasetContent, DatasetPartition } from '../domain/dataset-version.ts'
import type { PartitionChange, PartitionCounts } from '../domain/version-comparison.ts'
import type { Database, DatasetVersionPartition } from './database.ts'

type VersionKey = { dataset: string; number: number }

/** All partitions of a version in one statement: 18,000 take about a second. */
export async function insertPartitions(
  tx: Transaction<Database>,
  { dataset, number }: VersionKey,
  partitions: DatasetContent['partitions'],
): Promise<void> {
  await sql`
    insert into dataset_version_partition
      (dataset, number, key, row_count, day_count, first_day, last_day, digest)
    select ${dataset}, ${number}, *
    from unnest(
      ${partitions.map(({ key }) => key)}::text[],
      ${partitions.map(({ rowCount }) => rowCount)}::bigint[],
      ${partitions.map(({ dayCount }) => dayCount)}::integer[],
      ${partitions.map(({ firstDay }) => firstDay)}::date[],
      ${partitions.map(({ lastDay }) => lastDay)}::date[],
      ${partitions.map(({ digest }) => digest)}::text[]
    )
  `.execute(tx)
}

export async function findPartition(
  db: Kysely<Database>,
  { dataset, number }: VersionKey,
  key: string,
): Promise<DatasetPartition | undefined> {
  const row = await selectPartitions(db, { dataset, number }).where('key', '=', key).executeTakeFirst()
  return row && fromRow(row)
}

export async function listPartitions(
  db: Kysely<Database>,
  version: VersionKey,
  { prefix, ...args }: PageArguments & { prefix?: string | null | undefined },
) {
  let query = selectPartitions(db, version)
  if (prefix) query = query.where(sql<boolean>`starts_with(key, ${prefix})`).where('key', '>=', prefix)
  return mapPage(await page(query, args, { by: ['key'] }), fromRow)
}

export async function countPartitionChanges(
  db: Kysely<Database>,
  from: VersionKey,
  to: VersionKey,
): Promise<PartitionCounts> {
  const { rows } = await sql<PartitionCounts>`
    select
      count(*) filter (where change = 'ADDED') as added,
      count(*) filter (where change = 'REMOVED') as removed,
      count(*) filter (where change = 'CHANGED') as changed,
      count(*) filter (where change = 'UNCHANGED') as unchanged
    from ${changesBetween(from, to)} as changes
  `.execute(db)
  return rows[0] ?? { added: 0, removed: 0, changed: 0, unchanged: 0 }
}

export async function listPartitionChanges(
  db: Kysely<Database>,
  versions: { from: VersionKey; to: VersionKey },
  { change, ...args }: PageArguments & { change?: PartitionChange | null | undefined },
) {
  const changes = changesBetween(versions.from, versions.to)
  let query = db
    .selectFrom(changes.as('changes'))
    .select(['key', 'change', 'rowCountBefore', 'rowCountAfter'])
    .where('change', '!=', 'UNCHANGED')
  if (change) query = query.where('change', '=', change)
  return mapPage(await page(query, args, { by: ['key'] }), (row) => ({
    ...row,
    change: row.change as PartitionChange,
  }))
}

type ChangeRow = {
  key: string
  change: PartitionChange | 'UNCHANGED'
  rowCountBefore: number | null
  rowCountAfter: number | null
}

function changesBetween(from: VersionKey, to: VersionKey) {
  return sql<ChangeRow>`(
    select
      coalesce(older.key, newer.key) as key,
      case
        when older.key is null then 'ADDED'
        when newer.key is null then 'REMOVED'
        when older.digest <> newer.digest then 'CHANGED'
        else 'UNCHANGED'
      end as change,
      older.row_count as "rowCountBefore",
      newer.row_count as "rowCountAfter"
    from
      (select * from dataset_version_partition where dataset = ${from.dataset} and number = ${from.number}) as older
      full join
      (select * from dataset_version_partition where dataset = ${to.dataset} and number = ${to.number}) as newer
      on older.key = newer.key
  )`
}

function selectPartitions(db: Kysely<Database>, { dataset, number }: VersionKey) {
  return db
    .selectFrom('dataset_version_partition')
    .selectAll()
    .where('dataset', '=', dataset)
    .where('number', '=', number)
}

function fromRow(row: Selectable<DatasetVersionPartition>): DatasetPartition {
  return {
    dataset: row.dataset,
    number: row.number,
    key: row.key,
    rowCount: row.row_count,
    dayCount: row.day_count,
    firstDay: row.first_day,
    lastDay: row.last_day,
    digest: row.digest,
  }
}
