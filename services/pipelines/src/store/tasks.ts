import { mapPage, type Page, type PageArguments, page } from '@headway/kit/pagination'
import type { Kysely, Selectable, Transaction } from 'kysely'
import { inHand, type PipelineTask, type TaskOutputs, type TaskState } from '../domain/task.ts'
import type { Database, Task as TaskTable } from './database.ts'

export async function findTask(db: Kysely<Database>, id: string): Promise<PipelineTask | undefined> {
  const row = await db.selectFrom('task').selectAll().where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

export async function listTasks(
  db: Kysely<Database>,
  { runId, step, state }: { runId: string; step: string; state?: TaskState | null | undefined },
  args: PageArguments,
): Promise<Page<PipelineTask>> {
  let query = db.selectFrom('task').select(shown).where('run_id', '=', runId).where('step', '=', step)
  if (state != null) query = query.where('state', '=', state)
  return mapPage(await page(query, args, { by: ['chunk'] }), (row) => fromRow({ ...row, message: null }))
}

/** Everything but what the worker is told, which may be large and is shown nowhere. */
const shown = [
  'id',
  'run_id',
  'step',
  'chunk',
  'state',
  'attempt',
  'max_attempts',
  'backoff_seconds',
  'queue',
  'cache_key',
  'cached',
  'code_version',
  'not_before',
  'worker',
  'heartbeat_at',
  'progress_done',
  'progress_total',
  'outputs',
  'small_values',
  'metrics',
  'log_tail',
  'log_digest',
  'error_code',
  'error_message',
  'environment_digest',
  'cpu_seconds',
  'peak_memory_bytes',
  'queued_at',
  'started_at',
  'finished_at',
] as const

/** The first failed task of a step; what its step says of the failure. */
export async function findFailedTask(
  db: Kysely<Database>,
  runId: string,
  step: string,
): Promise<PipelineTask | undefined> {
  const row = await db
    .selectFrom('task')
    .selectAll()
    .where('run_id', '=', runId)
    .where('step', '=', step)
    .where('state', '=', 'FAILED')
    .orderBy('chunk')
    .limit(1)
    .executeTakeFirst()
  return row && fromRow(row)
}

/** Outputs, small values and provenance of a step's tasks, in the order of chunks. */
export async function listResults(db: Kysely<Database>, runId: string, step: string) {
  const rows = await db
    .selectFrom('task')
    .select(['chunk', 'outputs', 'small_values', 'code_version', 'environment_digest'])
    .where('run_id', '=', runId)
    .where('step', '=', step)
    .where('state', '=', 'SUCCEEDED')
    .orderBy('chunk')
    .execute()
  return rows.map((row) => ({
    chunk: row.chunk,
    outputs: row.outputs as TaskOutputs,
    values: row.small_values as Record<string, unknown>,
    codeVersion: row.code_version,
    environmentDigest: row.environment_digest,
  }))
}

export async function insertTasks(tx: Transaction<Database>, tasks: readonly PipelineTask[]): Promise<void> {
  for (let at = 0; at < tasks.length; at += 500) {
    await tx
      .insertInto('task')
      .values(
        tasks.slice(at, at + 500).map((task) => ({
          id: task.id,
          run_id: task.runId,
          step: task.step,
          chunk: task.chunk,
          max_attempts: task.maxAttempts,
          backoff_seconds: task.backoffSeconds,
          queue: task.queue,
          message: JSON.stringify(task.message),
          cache_key: task.cacheKey,
          cached: task.cached,
          queued_at: task.queuedAt,
          ...changing(task),
          not_before: null,
        })),
      )
      .execute()
  }
}

export async function saveTask(
  tx: Transaction<Database>,
  task: PipelineTask,
  notBefore: Date | null = null,
): Promise<void> {
  await tx
    .updateTable('task')
    .set({ ...changing(task), not_before: notBefore })
    .where('id', '=', task.id)
    .execute()
}

/** Ends whatever a run still has in hand; answers the tasks that a worker may be busy with. */
export async function cancelTasks(tx: Transaction<Database>, runId: string, now: Date): Promise<string[]> {
  const rows = await tx
    .updateTable('task')
    .set({ state: 'CANCELLED', finished_at: now, not_before: null })
    .where('run_id', '=', runId)
    .where('state', 'in', [...inHand, 'RETRYING'])
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

function changing(task: PipelineTask) {
  return {
    state: task.state,
    attempt: task.attempt,
    code_version: task.codeVersion,
    worker: task.worker,
    progress_done: task.progress?.done ?? null,
    progress_total: task.progress?.total ?? null,
    outputs: JSON.stringify(task.outputs),
    small_values: JSON.stringify(task.values),
    metrics: JSON.stringify(task.metrics),
    log_tail: task.logTail,
    log_digest: task.logDigest,
    error_code: task.error?.code ?? null,
    error_message: task.error?.message ?? null,
    environment_digest: task.environmentDigest,
    cpu_seconds: task.cpuSeconds,
    peak_memory_bytes: task.peakMemoryBytes,
    started_at: task.startedAt,
    finished_at: task.finishedAt,
  }
}

export function fromRow(row: Selectable<TaskTable>): PipelineTask {
  const { progress_done: done, progress_total: total } = row
  return {
    id: row.id,
    runId: row.run_id,
    step: row.step,
    chunk: row.chunk,
    state: row.state as TaskState,
    attempt: row.attempt,
    maxAttempts: row.max_attempts,
    backoffSeconds: row.backoff_seconds,
    queue: row.queue,
    message: row.message,
    cacheKey: row.cache_key,
    cached: row.cached,
    codeVersion: row.code_version,
    worker: row.worker,
    progress: done === null || total === null ? null : { done, total },
    outputs: row.outputs as TaskOutputs,
    values: row.small_values as Record<string, unknown>,
    metrics: row.metrics as Record<string, number>,
    logTail: row.log_tail,
    logDigest: row.log_digest,
    error: row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? '' },
    environmentDigest: row.environment_digest,
    cpuSeconds: row.cpu_seconds,
    peakMemoryBytes: row.peak_memory_bytes,
    queuedAt: row.queued_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  }
}
