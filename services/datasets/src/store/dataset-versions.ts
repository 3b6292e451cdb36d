import { mapPage, type PageArguments, page } from '@headway/kit/pagination'
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import {
  type DatasetFile,
  type DatasetVersion,
  noSuchVersion,
  parseVersionId,
  versionId,
} from '../domain/dataset-version.ts'
import type { Database, DatasetVersion as VersionTable } from './database.ts'

export async function findVersion(db: Kysely<Database>, id: string): Promise<DatasetVersion | undefined> {
  const [version] = await loadVersions(db, [id])
  return version ?? undefined
}

export async function getVersion(db: Kysely<Database>, id: string): Promise<DatasetVersion> {
  const version = await findVersion(db, id)
  if (!version) throw noSuchVersion(id)
  return version
}

/** The versions with these ids in their order; null for an id that names none. */
export async function loadVersions(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<(DatasetVersion | null)[]> {
  const parsed = ids.flatMap((id) => parseVersionId(id) ?? [])
  if (parsed.length === 0) return ids.map(() => null)
  const keys = parsed.map(({ dataset, number }) => sql`(${dataset}::text, ${number}::integer)`)
  const rows = await db
    .selectFrom('dataset_version')
    .selectAll()
    .where(sql<boolean>`(dataset, number) in (${sql.join(keys)})`)
    .execute()
  const byId = new Map(rows.map((row) => [versionId(row), fromRow(row)]))
  return ids.map((id) => byId.get(id) ?? null)
}

export async function listVersions(db: Kysely<Database>, dataset: string, args: PageArguments) {
  const query = db.selectFrom('dataset_version').selectAll().where('dataset', '=', dataset)
  return mapPage(await page(query, args, { by: ['number'], direction: 'desc' }), fromRow)
}

/** The newest version of each dataset; null before the first. */
export async function loadLatestVersions(
  db: Kysely<Database>,
  datasets: readonly string[],
): Promise<(DatasetVersion | null)[]> {
  const rows = await db
    .selectFrom('dataset_version')
    .distinctOn('dataset')
    .selectAll()
    .where('dataset', 'in', [...datasets])
    .orderBy('dataset')
    .orderBy('number', 'desc')
    .execute()
  const byDataset = new Map(rows.map((row) => [row.dataset, fromRow(row)]))
  return datasets.map((dataset) => byDataset.get(dataset) ?? null)
}

export async function findVersionByContent(
  db: Kysely<Database>,
  dataset: string,
  contentDigest: string,
): Promise<DatasetVersion | undefined> {
  const row = await db
    .selectFrom('dataset_version')
    .selectAll()
    .where('dataset', '=', dataset)
    .where('content_digest', '=', contentDigest)
    .executeTakeFirst()
  return row && fromRow(row)
}

/** The newest version that was read from the same bytes under the same declaration. */
export async function findVersionBySource(
  db: Kysely<Database>,
  dataset: string,
  sourceDigest: string,
): Promise<DatasetVersion | undefined> {
  const row = await db
    .selectFrom('dataset_version')
    .selectAll()
    .where('dataset', '=', dataset)
    .where('source_digest', '=', sourceDigest)
    .orderBy('number', 'desc')
    .executeTakeFirst()
  return row && fromRow(row)
}

export async function insertVersion(
  tx: Transaction<Database>,
  version: DatasetVersion,
  sourceDigest: string,
): Promise<void> {
  await tx
    .insertInto('dataset_version')
    .values({
      dataset: version.dataset,
      number: version.number,
      parent_number: version.parentNumber,
      content_digest: version.contentDigest,
      source_digest: sourceDigest,
      requested_by: version.requestedBy,
      created_at: version.createdAt,
      declaration_revision: version.declarationRevision,
      row_count: version.rowCount,
      quarantined_row_count: version.quarantinedRowCount,
      quarantined_by_reason: JSON.stringify(version.quarantinedByReason),
      partition_count: version.partitionCount,
      first_day: version.firstDay,
      last_day: version.lastDay,
      files: JSON.stringify(version.files),
      quarantine: version.quarantine && JSON.stringify(version.quarantine),
      slices: JSON.stringify(version.slices),
    })
    .execute()
}

function fromRow(row: Selectable<VersionTable>): DatasetVersion {
  return {
    dataset: row.dataset,
    number: row.number,
    parentNumber: row.parent_number,
    contentDigest: row.content_digest,
    requestedBy: row.requested_by,
    createdAt: row.created_at,
    declarationRevision: row.declaration_revision,
    rowCount: row.row_count,
    quarantinedRowCount: row.quarantined_row_count,
    quarantinedByReason: row.quarantined_by_reason as DatasetVersion['quarantinedByReason'],
    partitionCount: row.partition_count,
    firstDay: row.first_day,
    lastDay: row.last_day,
    files: row.files as DatasetFile[],
    quarantine: row.quarantine as DatasetFile | null,
    slices: row.slices as DatasetFile,
  }
}
