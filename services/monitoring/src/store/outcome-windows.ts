import { sql, type Transaction } from 'kysely'
import type { Database } from './database.ts'
import type { JoinedSums } from './joined-sums.ts'

/** Adds how outcomes came in to the windows of their predictions. */
export async function addOutcomeWindows(
  tx: Transaction<Database>,
  endpoint: string,
  sums: readonly JoinedSums[],
): Promise<void> {
  if (sums.length === 0) return
  await sql`
    insert into outcome_window (endpoint, partition, window_start, row_count, received_count, ahead_count, early_count,
      delay_seconds)
    select ${endpoint}, partition, to_timestamp(window_start_ms / 1000), sum(row_count), sum(received), sum(ahead),
      sum(early), sum(delay_seconds)
    from unnest(
      ${sums.map(({ partition }) => partition)}::text[],
      ${sums.map(({ windowStartMs }) => windowStartMs)}::float8[],
      ${sums.map(({ count }) => count)}::bigint[],
      ${sums.map(({ received }) => received)}::bigint[],
      ${sums.map(({ ahead }) => ahead)}::bigint[],
      ${sums.map(({ early }) => early)}::bigint[],
      ${sums.map(({ delaySeconds }) => delaySeconds)}::float8[]
    ) as added (partition, window_start_ms, row_count, received, ahead, early, delay_seconds)
    group by partition, window_start_ms
    on conflict (endpoint, window_start, partition, project_id) do update set
      row_count = outcome_window.row_count + excluded.row_count,
      received_count = outcome_window.received_count + excluded.received_count,
      ahead_count = outcome_window.ahead_count + excluded.ahead_count,
      early_count = outcome_window.early_count + excluded.early_count,
      delay_seconds = outcome_window.delay_seconds + excluded.delay_seconds`.execute(tx)
}
