import type { Kysely, Transaction } from 'kysely'
import type { Database } from './database.ts'

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
