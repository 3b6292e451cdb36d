import { DomainError } from '@headway/kit/errors'
import { mapPage, type Page, type PageArguments, page } from '@headway/kit/pagination'
import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Definition } from '../domain/definition.ts'
import type { Pipeline, PipelineVersion } from '../domain/pipeline.ts'
import type { Database, Pipeline as PipelineTable, PipelineVersion as VersionTable } from './database.ts'

export async function findPipeline(db: Kysely<Database>, name: string): Promise<Pipeline | undefined> {
  const row = await db.selectFrom('pipeline').selectAll().where('name', '=', name).executeTakeFirst()
  return row && fromRow(row)
}

export async function getPipeline(db: Kysely<Database>, name: string): Promise<Pipeline> {
  const found = await findPipeline(db, name)
  if (found) return found
  throw new DomainError('NOT_FOUND', `there is no pipeline ${name}`, { field: 'pipeline', value: name })
}

/** Pipelines by name, in the order asked. */
export async function loadPipelines(
  db: Kysely<Database>,
  names: readonly string[],
): Promise<(Pipeline | null)[]> {
  const rows = await db
    .selectFrom('pipeline')
    .selectAll()
    .where('name', 'in', [...names])
    .execute()
  const found = new Map(rows.map((row) => [row.name, fromRow(row)]))
  return names.map((name) => found.get(name) ?? null)
}

/** The pipeline, held until the transaction ends; undefined when it does not exist yet. */
export async function lockPipeline(tx: Transaction<Database>, name: string): Promise<Pipeline | undefined> {
  const row = await tx
    .selectFrom('pipeline')
    .selectAll()
    .where('name', '=', name)
    .forUpdate()
    .executeTakeFirst()
  return row && fromRow(row)
}

export async function listPipelines(db: Kysely<Database>, args: PageArguments): Promise<Page<Pipeline>> {
  return mapPage(await page(db.selectFrom('pipeline').selectAll(), args, { by: ['name'] }), fromRow)
}

export async function getPipelineVersion(
  db: Kysely<Database>,
  pipeline: string,
  number: number,
): Promise<PipelineVersion> {
  const row = await db
    .selectFrom('pipeline_version')
    .selectAll()
    .where('pipeline', '=', pipeline)
    .where('number', '=', number)
    .executeTakeFirst()
  if (row) return versionFromRow(row)
  throw new DomainError('NOT_FOUND', `pipeline ${pipeline} has no version ${number}`, {
    field: 'version',
    value: number,
  })
}

export async function findVersionByDigest(
  db: Kysely<Database>,
  pipeline: string,
  digest: string,
): Promise<PipelineVersion | undefined> {
  const row = await db
    .selectFrom('pipeline_version')
    .selectAll()
    .where('pipeline', '=', pipeline)
    .where('digest', '=', digest)
    .executeTakeFirst()
  return row && versionFromRow(row)
}

/** The number of the last version that was registered; 0 before the first. */
export async function findLastNumber(db: Kysely<Database>, pipeline: string): Promise<number> {
  const row = await db
    .selectFrom('pipeline_version')
    .select(({ fn }) => fn.max('number').as('last'))
    .where('pipeline', '=', pipeline)
    .executeTakeFirst()
  return row?.last ?? 0
}

export async function listPipelineVersions(
  db: Kysely<Database>,
  pipeline: string,
  args: PageArguments,
): Promise<Page<PipelineVersion>> {
  const query = db.selectFrom('pipeline_version').selectAll().where('pipeline', '=', pipeline)
  return mapPage(await page(query, args, { by: ['number'], direction: 'desc' }), versionFromRow)
}

/** Adds a version and makes it the newest. */
export async function insertPipelineVersion(
  tx: Transaction<Database>,
  version: PipelineVersion,
): Promise<void> {
  await tx
    .insertInto('pipeline')
    .values({ name: version.pipeline, latest_version: version.number, created_at: version.createdAt })
    .onConflict((conflict) =>
      conflict.columns(['project_id', 'name']).doUpdateSet({ latest_version: version.number }),
    )
    .execute()
  await tx
    .insertInto('pipeline_version')
    .values({
      pipeline: version.pipeline,
      number: version.number,
      digest: version.digest,
      definition: JSON.stringify(version.definition),
      created_by: version.createdBy,
      created_at: version.createdAt,
    })
    .execute()
}

/** Makes an earlier version the newest again. */
export async function saveLatestVersion(
  tx: Transaction<Database>,
  name: string,
  number: number,
): Promise<void> {
  await tx.updateTable('pipeline').set({ latest_version: number }).where('name', '=', name).execute()
}

function fromRow(row: Selectable<PipelineTable>): Pipeline {
  return { name: row.name, latestVersion: row.latest_version, createdAt: row.created_at }
}

function versionFromRow(row: Selectable<VersionTable>): PipelineVersion {
  return {
    pipeline: row.pipeline,
    number: row.number,
    digest: row.digest,
    definition: row.definition as unknown as Definition,
    createdBy: row.created_by,
    createdAt: row.created_at,
  }
}
