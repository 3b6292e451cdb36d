import { sql, type Transaction } from 'kysely'
import type { Database } from './database.ts'

/** Removes predictions and outcomes that need not wait for each other any more. */
export async function pruneJoinRows(
  tx: Transaction<Database>,
  endpoint: string,
  { before, arrivedBefore }: { before: Date; arrivedBefore: Date },
): Promise<void> {
  await sql`delete from logged_prediction where endpoint = ${endpoint} and predicted_at < ${before}
    and arrived_at < ${arrivedBefore}`.execute(tx)
  await sql`delete from outcome where endpoint = ${endpoint} and observed_at < ${before}
    and arrived_at < ${arrivedBefore}`.execute(tx)
}

const windowTables = [
  'feature_sketch',
  'performance_window',
  'fleet_window',
  'outcome_window',
  'partition_window',
  'test_window',
] as const

/** Removes windows, and the digests by which chunks are known again. */
export async function pruneWindows(
  tx: Transaction<Database>,
  endpoint: string,
  { before, receivedBefore }: { before: Date; receivedBefore: Date },
): Promise<void> {
  for (const table of windowTables) {
    await sql`delete from ${sql.table(table)} where endpoint = ${endpoint} and window_start < ${before}`.execute(
      tx,
    )
  }
  await sql`delete from prediction_chunk where endpoint = ${endpoint} and received_at < ${receivedBefore}`.execute(
    tx,
  )
}

/** Removes reports with their partitions, and alerts that are over. */
export async function pruneReports(tx: Transaction<Database>, endpoint: string, before: Date): Promise<void> {
  await sql`delete from report where endpoint = ${endpoint} and window_start < ${before}`.execute(tx)
  await sql`delete from alert where endpoint = ${endpoint} and state = 'RESOLVED' and window_start < ${before}`.execute(
    tx,
  )
}
