import { DomainError } from '@headway/kit/errors'
import { mapPage, type Page, type PageArguments, page } from '@headway/kit/pagination'
import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Run, RunState } from '../domain/run.ts'
import type { Database, Run as RunTable } from './database.ts'

const active: RunState[] = ['RUNNING', 'WAITING_FOR_APPROVAL']

export async function findRun(db: Kysely<Database>, id: string): Promise<Run | undefined> {
  if (!isRunId(id)) return undefined
  const row = await db.selectFrom('run').selectAll().where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

/** Runs by id, in the order asked. */
export async function loadRuns(db: Kysely<Database>, ids: readonly string[]): Promise<(Run | null)[]> {
  const known = ids.filter(isRunId)
  const rows =
    known.length === 0 ? [] : await db.selectFrom('run').selectAll().where('id', 'in', known).execute()
  const found = new Map(rows.map((row) => [row.id, fromRow(row)]))
  return ids.map((id) => found.get(id.toLowerCase()) ?? null)
}

export async function findRunByKey(db: Kysely<Database>, key: string): Promise<Run | undefined> {
  const row = await db.selectFrom('run').selectAll().where('idempotency_key', '=', key).executeTakeFirst()
  return row && fromRow(row)
}

/** The run, held until the transaction ends. */
export async function lockRun(tx: Transaction<Database>, id: string): Promise<Run> {
  const found = await lockRunIfAny(tx, id)
  if (found) return found
  throw new DomainError('NOT_FOUND', `there is no run ${id}`, { field: 'id', value: id })
}

export async function lockRunIfAny(tx: Transaction<Database>, id: string): Promise<Run | undefined> {
  if (!isRunId(id)) return undefined
  const row = await tx.selectFrom('run').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row && fromRow(row)
}

export async function listRuns(
  db: Kysely<Database>,
  wanted: { pipeline?: string | null | undefined; state?: RunState | null | undefined },
  args: PageArguments,
): Promise<Page<Run>> {
  let query = db.selectFrom('run').selectAll()
  if (wanted.pipeline != null) query = query.where('pipeline', '=', wanted.pipeline)
  if (wanted.state != null) query = query.where('state', '=', wanted.state)
  return mapPage(await page(query, args, { by: ['created_at', 'id'], direction: 'desc' }), fromRow)
}

/** Runs that are waiting for something outside, of one model or one endpoint; in the order of their ids. */
export async function listWaitingRuns(
  db: Kysely<Database>,
  about: { model: string } | { endpoint: string } | { versionIds: string[] },
): Promise<string[]> {
  let query = db.selectFrom('run').select('id').where('state', 'in', active).orderBy('id')
  if ('model' in about) query = query.where('model', '=', about.model)
  else if ('endpoint' in about) query = query.where('endpoint', '=', about.endpoint)
  else query = query.where('version_id', 'in', about.versionIds)
  return (await query.execute()).map(({ id }) => id)
}

/** Runs that nobody looked at for a while, and those with a step that waits; at most 100. */
export async function listRunsToAdvance(db: Kysely<Database>, before: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('run')
    .select('id')
    .where('state', 'in', active)
    .where('advanced_at', '<', before)
    .orderBy('advanced_at')
    .limit(100)
    .execute()
  return rows.map(({ id }) => id)
}

/** Runs whose progress was not told yet and may be told again; at most 100. */
export async function listRunsToTell(db: Kysely<Database>, before: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('run')
    .select('id')
    .where('state', 'in', active)
    .where('progress_due', '=', true)
    .where('progress_at', '<=', before)
    .limit(100)
    .execute()
  return rows.map(({ id }) => id)
}

/** Notes that tasks ended; answers whether their progress may be told now, and then counts it as told. */
export async function takeProgressTurn(
  tx: Transaction<Database>,
  id: string,
  now: Date,
  intervalMs: number,
): Promise<boolean> {
  const before = new Date(now.getTime() - intervalMs)
  const told = await tx
    .updateTable('run')
    .set({ progress_at: now, progress_due: false })
    .where('id', '=', id)
    .where('progress_at', '<=', before)
    .executeTakeFirst()
  if (told.numUpdatedRows > 0n) return true
  await tx.updateTable('run').set({ progress_due: true }).where('id', '=', id).execute()
  return false
}

export async function insertRun(tx: Transaction<Database>, run: Run): Promise<void> {
  await tx
    .insertInto('run')
    .values({
      id: run.id,
      pipeline: run.pipeline,
      pipeline_version: run.pipelineVersion,
      parameters: JSON.stringify(run.parameters),
      requested_by: run.requestedBy,
      trigger_name: run.trigger,
      partition_count: run.partitionCount,
      idempotency_key: run.idempotencyKey,
      model: run.model,
      endpoint: run.endpoint,
      champion_version: run.champion?.version ?? null,
      champion_manifest: run.champion?.manifest ?? null,
      progress_at: run.createdAt,
      advanced_at: run.createdAt,
      created_at: run.createdAt,
      ...changing(run),
    })
    .execute()
}

export async function saveRun(tx: Transaction<Database>, run: Run, now: Date): Promise<void> {
  await tx
    .updateTable('run')
    .set({ ...changing(run), advanced_at: now })
    .where('id', '=', run.id)
    .execute()
}

function changing(run: Run) {
  return {
    state: run.state,
    version_id: run.versionId,
    failure_step: run.failure?.step ?? null,
    failure_code: run.failure?.code ?? null,
    failure_reason: run.failure?.reason ?? null,
    finished_at: run.finishedAt,
  }
}

export function isRunId(id: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(id)
}

export function fromRow(row: Selectable<RunTable>): Run {
  const { champion_version: version, champion_manifest: manifest } = row
  return {
    id: row.id,
    pipeline: row.pipeline,
    pipelineVersion: row.pipeline_version,
    state: row.state as RunState,
    parameters: row.parameters as Record<string, unknown>,
    requestedBy: row.requested_by,
    trigger: row.trigger_name,
    partitionCount: row.partition_count,
    idempotencyKey: row.idempotency_key,
    model: row.model,
    endpoint: row.endpoint,
    champion: version === null || manifest === null ? null : { version, manifest },
    versionId: row.version_id,
    failure:
      row.failure_code === null
        ? null
        : { step: row.failure_step, code: row.failure_code, reason: row.failure_reason ?? '' },
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  }
}
