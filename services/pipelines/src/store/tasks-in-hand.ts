import { sql, type Transaction } from 'kysely'
import { inHand, type PipelineTask } from '../domain/task.ts'
import type { Database } from './database.ts'
import { fromRow } from './tasks.ts'

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
    .where('state', 'in', [...inHand])
    .executeTakeFirst()
  return numUpdatedRows > 0n
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
    .where('state', 'in', [...inHand])
    .where(sql<boolean>`coalesce(heartbeat_at, queued_at) < ${before}`)
    .limit(100)
    .forUpdate()
    .skipLocked()
    .execute()
  return rows.map(fromRow)
}

/** Counts a task that was put into its queue again as alive at that moment. */
export async function markQueued(
  tx: Transaction<Database>,
  ids: readonly string[],
  now: Date,
): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('task')
    .set({ heartbeat_at: now })
    .where('id', 'in', [...ids])
    .execute()
}
