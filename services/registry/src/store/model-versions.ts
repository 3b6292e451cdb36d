import { DomainError } from '@headway/kit/errors'
import { mapPage, type PageArguments, page } from '@headway/kit/pagination'
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { Model } from '../domain/model.ts'
import type {
  Gate,
  ModelVersion,
  ModelVersionOrigin,
  ModelVersionState,
  NewModelVersion,
  VersionSummary,
} from '../domain/model-version.ts'
import { parseVersionId, versionId } from '../domain/names.ts'
import type { Database, ModelVersion as ModelVersionTable } from './database.ts'

type Row = Selectable<ModelVersionTable> & { model: string }

export async function findVersion(db: Kysely<Database>, id: string): Promise<ModelVersion | undefined> {
  const parts = parseVersionId(id)
  if (!parts) return undefined
  const row = await versions(db)
    .where('model', '=', parts.model)
    .where('number', '=', parts.number)
    .executeTakeFirst()
  return row && versionFromRow(row)
}

export async function getVersion(
  db: Kysely<Database>,
  id: string,
  field: string = 'id',
): Promise<ModelVersion> {
  const version = await findVersion(db, id)
  if (version) return version
  throw new DomainError('NOT_FOUND', `there is no model version ${id}`, { field, value: id })
}

export async function getVersionByRef(db: Kysely<Database>, ref: number): Promise<ModelVersion> {
  return versionFromRow(await versions(db).where('id', '=', ref).executeTakeFirstOrThrow())
}

export async function loadVersions(
  db: Kysely<Database>,
  refs: readonly number[],
): Promise<(ModelVersion | null)[]> {
  const rows = await versions(db)
    .where('id', 'in', [...refs])
    .execute()
  const found = new Map(rows.map((row) => [row.id, versionFromRow(row)]))
  return refs.map((ref) => found.get(ref) ?? null)
}

/** Versions by id, in the order asked. */
export async function loadVersionsById(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<(ModelVersion | null)[]> {
  const parts = ids.flatMap((id) => parseVersionId(id) ?? [])
  const rows = await versions(db)
    .where(
      sql<boolean>`(model, number) in (
        select * from unnest(${parts.map(({ model }) => model)}::text[],
          ${parts.map(({ number }) => number)}::integer[]))`,
    )
    .execute()
  const found = new Map(rows.map(versionFromRow).map((version) => [version.id, version]))
  return ids.map((id) => found.get(id) ?? null)
}

/** The version that a run proposed. */
export async function findByRun(db: Kysely<Database>, run: string): Promise<ModelVersion | undefined> {
  const row = await versions(db).where('run', '=', run).where('origin', '=', 'PROPOSED').executeTakeFirst()
  return row && versionFromRow(row)
}

export async function findByIdempotencyKey(
  db: Kysely<Database>,
  key: string,
): Promise<ModelVersion | undefined> {
  const row = await versions(db).where('idempotency_key', '=', key).executeTakeFirst()
  return row && versionFromRow(row)
}

/** The latest version that stands in for another one. */
export async function findRebasedAs(db: Kysely<Database>, ref: number): Promise<ModelVersion | undefined> {
  const row = await versions(db)
    .where('rebased_from_id', '=', ref)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && versionFromRow(row)
}

export type VersionFilter = {
  modelRef?: number
  state?: ModelVersionState | null
  environmentDigest?: string
  datasetVersion?: string
  run?: string
}

export async function listVersions(db: Kysely<Database>, filter: VersionFilter, args: PageArguments) {
  let query = versions(db)
  if (filter.modelRef !== undefined) query = query.where('model_id', '=', filter.modelRef)
  if (filter.state) query = query.where('state', '=', filter.state)
  if (filter.run !== undefined) query = query.where('run', '=', filter.run)
  if (filter.environmentDigest !== undefined) {
    query = query.where('environment_digest', '=', filter.environmentDigest)
  }
  if (filter.datasetVersion !== undefined) {
    query = query.where(sql<boolean>`dataset_versions @> array[${filter.datasetVersion}]::text[]`)
  }
  return mapPage(await page(query, args, { by: ['id'], direction: 'desc' }), versionFromRow)
}

export async function listWaitingVersions(
  db: Kysely<Database>,
  modelRef: number | undefined,
  args: PageArguments,
) {
  let query = versions(db).where('state', '=', 'CANDIDATE')
  if (modelRef !== undefined) query = query.where('model_id', '=', modelRef)
  return mapPage(await page(query, args, { by: ['id'] }), versionFromRow)
}

/** Inserts a candidate with the model's next number; `finishVersion` follows in the same transaction. */
export async function insertVersion(
  tx: Transaction<Database>,
  model: Model,
  version: NewModelVersion,
  createdAt: Date,
): Promise<{ ref: number; number: number; id: string }> {
  const { last_version_number: number } = await tx
    .updateTable('model')
    .set((eb) => ({ last_version_number: eb('last_version_number', '+', 1) }))
    .where('id', '=', model.ref)
    .returning('last_version_number')
    .executeTakeFirstOrThrow()
  const { id: ref } = await tx
    .insertInto('model_version')
    .values({
      model_id: model.ref,
      number,
      state: 'CANDIDATE',
      origin: version.origin,
      parent_id: version.parentRef,
      rebased_from_id: version.rebasedFromRef,
      run: version.run,
      requested_by: version.requestedBy,
      created_at: createdAt,
      idempotency_key: version.idempotencyKey,
      proposed_manifest_digest: version.proposedManifestDigest,
      environment_digest: version.environmentDigest,
      code: version.code,
      dataset_versions: version.datasetVersions,
      profiles: version.profiles,
      metrics: JSON.stringify(version.metrics),
      gate: version.gate && JSON.stringify(version.gate),
      needs_approval: version.needsApproval,
      exceptions: version.exceptions,
      conflicts: version.conflicts,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { ref, number, id: versionId(model.name, number) }
}

export async function finishVersion(
  tx: Transaction<Database>,
  ref: number,
  finished: { manifestDigest: string; summary: VersionSummary },
): Promise<ModelVersion> {
  await tx
    .updateTable('model_version')
    .set({ manifest_digest: finished.manifestDigest, summary: JSON.stringify(finished.summary) })
    .where('id', '=', ref)
    .execute()
  return getVersionByRef(tx, ref)
}

export async function saveVersionState(tx: Transaction<Database>, version: ModelVersion): Promise<void> {
  await tx.updateTable('model_version').set({ state: version.state }).where('id', '=', version.ref).execute()
}

function versions(db: Kysely<Database>) {
  const joined = db
    .selectFrom('model_version as v')
    .innerJoin('model as m', 'm.id', 'v.model_id')
    .selectAll('v')
    .select('m.name as model')
  return db.selectFrom(joined.as('version')).selectAll()
}

function versionFromRow(row: Row): ModelVersion {
  if (row.manifest_digest === null || row.summary === null) {
    throw new Error(`model version row ${row.id} was not finished`)
  }
  return {
    ref: row.id,
    id: versionId(row.model, row.number),
    model: row.model,
    modelRef: row.model_id,
    number: row.number,
    state: row.state as ModelVersionState,
    origin: row.origin as ModelVersionOrigin,
    parentRef: row.parent_id,
    rebasedFromRef: row.rebased_from_id,
    run: row.run,
    requestedBy: row.requested_by,
    createdAt: row.created_at,
    idempotencyKey: row.idempotency_key,
    manifestDigest: row.manifest_digest,
    proposedManifestDigest: row.proposed_manifest_digest,
    environmentDigest: row.environment_digest,
    code: row.code,
    datasetVersions: row.dataset_versions,
    profiles: row.profiles,
    metrics: row.metrics as Record<string, number>,
    gate: row.gate as unknown as Gate | null,
    needsApproval: row.needs_approval,
    exceptions: row.exceptions,
    conflicts: row.conflicts,
    summary: row.summary as unknown as VersionSummary,
  }
}
