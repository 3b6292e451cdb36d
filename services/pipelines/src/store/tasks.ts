import { mapPage, type Page, type PageArgs, page } from '@headway/kit/pagination'
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { PipelineTask, TaskCounts, TaskOutputs, TaskState } from '../domain/task.ts'
import type { Database, Task as TaskTable } from './database.ts'

const inHand: TaskState[] = ['QUEUED', 'RUNNING']

export async function findTask(db: Kysely<Database>, id: string): Promise<PipelineTask | undefined> {
  const row = await db.selectFrom('task').selectAll().where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

export async function listTasks(
  db: Kysely<Database>,
  { runId, step, state }: { runId: string; step: string; state?: TaskState | null | undefined },
  args: PageArgs,
): Promise<Page<PipelineTask>> {
  let query = db.selectFrom('task').selectAll().where('run_id', '=', runId).where('step', '=', step)
  if (state != null) query = query.where('state', '=', state)
  return mapPage(await page(query, args, { by: ['chunk'] }), fromRow)
}

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

/** Task counts by step, of many runs at once: `<run id>/<step>` → counts. */
export async function countTasks(
  db: Kysely<Database>,
  runIds: readonly string[],
): Promise<Map<string, TaskCounts>> {
  if (runIds.length === 0) return new Map()
  const count = (condition: ReturnType<typeof sql<boolean>>) =>
    sql<number>`(count(*) filter (where ${condition}))::int`
  const rows = await db
    .selectFrom('task')
    .select(['run_id', 'step'])
    .select([
      sql<number>`count(*)::int`.as('total'),
      count(sql<boolean>`state = 'SUCCEEDED'`).as('done'),
      count(sql<boolean>`cached`).as('cached'),
      count(sql<boolean>`state = 'RUNNING'`).as('running'),
      count(sql<boolean>`state = 'FAILED'`).as('failed'),
    ])
    .where('run_id', 'in', [...runIds])
    .groupBy(['run_id', 'step'])
    .execute()
  return new Map(rows.map(({ run_id, step, ...counts }) => [`${run_id}/${step}`, counts]))
}

/** CPU seconds and the largest memory of a step's tasks, cached ones excepted. */
export async function sumUsage(db: Kysely<Database>, runId: string, step: string) {
  const row = await db
    .selectFrom('task')
    .select([
      sql<number>`coalesce(sum(cpu_seconds), 0)::float8`.as('cpuSeconds'),
      sql<number>`coalesce(max(peak_memory_bytes), 0)::bigint`.as('peakMemoryBytes'),
    ])
    .where('run_id', '=', runId)
    .where('step', '=', step)
    .where('cached', '=', false)
    .executeTakeFirstOrThrow()
  return row
}

export async function listAttempts(db: Kysely<Database>, taskId: string) {
  const rows = await db
    .selectFrom('task_attempt')
    .selectAll()
    .where('task_id', '=', taskId)
    .orderBy('number')
    .execute()
  return rows.map((row) => ({
    number: row.number,
    worker: row.worker,
    error: row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? '' },
    logDigest: row.log_digest,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
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

export async function insertAttempt(
  tx: Transaction<Database>,
  attempt: {
    taskId: string
    number: number
    worker: string
    error: { code: string; message: string } | null
    logDigest: string | null
    startedAt: Date
    finishedAt: Date
  },
): Promise<void> {
  await tx
    .insertInto('task_attempt')
    .values({
      task_id: attempt.taskId,
      number: attempt.number,
      worker: attempt.worker,
      error_code: attempt.error?.code ?? null,
      error_message: attempt.error?.message ?? null,
      log_digest: attempt.logDigest,
      started_at: attempt.startedAt,
      finished_at: attempt.finishedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Notes a sign of life; answers false when nobody waits for this attempt any more. */
export async function saveHeartbeat(
  tx: Transaction<Database>,
  beat: {
    taskId: string
    attempt: number
    worker: string
    startedAt: Date
    progress: { done: number; total: number } | null
    logTail: string
  },
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('task')
    .set({
      state: 'RUNNING',
      worker: beat.worker,
      heartbeat_at: now,
      started_at: beat.startedAt,
      progress_done: beat.progress?.done ?? null,
      progress_total: beat.progress?.total ?? null,
      log_tail: beat.logTail,
    })
    .where('id', '=', beat.taskId)
    .where('attempt', '=', beat.attempt)
    .where('state', 'in', inHand)
    .executeTakeFirst()
  return numUpdatedRows > 0n
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

/** Failed tasks whose wait is over, held until the transaction ends; other replicas pass over them. */
export async function lockDueRetries(tx: Transaction<Database>, now: Date): Promise<PipelineTask[]> {
  const rows = await tx
    .selectFrom('task')
    .selectAll()
    .where('state', '=', 'RETRYING')
    .where('not_before', '<=', now)
    .orderBy('not_before')
    .limit(100)
    .forUpdate()
    .skipLocked()
    .execute()
  return rows.map(fromRow)
}

/** Tasks in hand of which nobody said anything since; held until the transaction ends. */
export async function lockSilentTasks(tx: Transaction<Database>, before: Date): Promise<PipelineTask[]> {
  const rows = await tx
    .selectFrom('task')
    .selectAll()
    .where('state', 'in', inHand)
    .where(sql<boolean>`coalesce(heartbeat_at, queued_at) < ${before}`)
    .limit(100)
    .forUpdate()
    .skipLocked()
    .execute()
  return rows.map(fromRow)
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

function fromRow(row: Selectable<TaskTable>): PipelineTask {
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
