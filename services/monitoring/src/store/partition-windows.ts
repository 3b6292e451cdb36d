import { type Kysely, sql, type Transaction } from 'kysely'
import type { UsualWindow } from '../domain/quality-check.ts'
import type { TestWindow } from '../domain/window.ts'
import type { Database } from './database.ts'

const dayMs = 86_400_000
const usualDays = 29
const leastWindows = { volume: 2, delay: 3 }

/** How outcomes came in for one partition in a test window. */
export type OutcomeSums = {
  count: number
  received: number
  ahead: number
  early: number
  delaySeconds: number
}

export async function readOutcomeSums(
  db: Kysely<Database>,
  endpoint: string,
  window: TestWindow,
): Promise<Map<string, OutcomeSums>> {
  const { rows } = await sql<OutcomeSums & { partition: string }>`
    select partition, sum(row_count)::bigint as count, sum(received_count)::bigint as received,
      sum(ahead_count)::bigint as ahead, sum(early_count)::bigint as early, sum(delay_seconds) as "delaySeconds"
    from outcome_window
    where endpoint = ${endpoint} and window_start >= ${new Date(window.startMs)}
      and window_start < ${new Date(window.endMs)}
    group by partition`.execute(db)
  return new Map(rows.map(({ partition, ...sums }) => [partition, sums]))
}

/** What is usual of each partition: volumes of the same weekday in the last four weeks, delays of any day; medians. */
export async function readUsual(
  db: Kysely<Database>,
  endpoint: string,
  window: TestWindow,
): Promise<Map<string, UsualWindow>> {
  const start = new Date(window.startMs)
  const { rows } = await sql<{
    partition: string
    windows: number
    predictions: number | null
    outcomes: number | null
    delays: number
    delay: number | null
  }>`
    select partition, count(*) filter (where is_alike) as windows,
      percentile_cont(0.5) within group (order by prediction_count) filter (where is_alike) as predictions,
      percentile_cont(0.5) within group (order by outcome_count) filter (where is_alike) as outcomes,
      count(mean_delay_seconds) as delays,
      percentile_cont(0.5) within group (order by mean_delay_seconds) as delay
    from (
      select *, extract(epoch from ${start}::timestamptz - window_start)::bigint % 604800 = 0 as is_alike
      from partition_window
      where endpoint = ${endpoint} and window_start < ${start}
        and window_start >= ${new Date(window.startMs - usualDays * dayMs)}) as earlier
    group by partition`.execute(db)
  return new Map(
    rows.map((row) => [
      row.partition,
      {
        predictionCount: row.windows >= leastWindows.volume ? row.predictions : null,
        outcomeCount: row.windows >= leastWindows.volume ? row.outcomes : null,
        meanDelay: row.delays >= leastWindows.delay ? row.delay : null,
      },
    ]),
  )
}

/** Notes what a window was like, for what is usual later; a faulty clock's delay is left out. */
export async function insertPartitionWindows(
  tx: Transaction<Database>,
  endpoint: string,
  window: TestWindow,
  seen: readonly {
    partition: string
    predictionCount: number
    outcomeCount: number
    meanDelay: number | null
  }[],
): Promise<void> {
  if (seen.length === 0) return
  await sql`
    insert into partition_window (endpoint, window_start, partition, prediction_count, outcome_count, mean_delay_seconds)
    select ${endpoint}, ${new Date(window.startMs)}::timestamptz, *
    from unnest(${seen.map(({ partition }) => partition)}::text[],
      ${seen.map(({ predictionCount }) => predictionCount)}::bigint[],
      ${seen.map(({ outcomeCount }) => outcomeCount)}::bigint[],
      ${seen.map(({ meanDelay }) => meanDelay)}::float8[])
    on conflict do nothing`.execute(tx)
}
