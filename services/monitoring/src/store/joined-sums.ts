import { sql } from 'kysely'
import type { PartitionErrors } from '../domain/error-summary.ts'

/** Errors of one partition, window and version, and how its outcomes came in. */
export type JoinedSums = PartitionErrors & {
  /** Outcomes that say when the system heard of them. */
  received: number
  /** Of these, observed later than received: a clock that is ahead. */
  ahead: number
  /** Observed before the prediction was made. */
  early: number
  /** Sum of the times from observed to received, in seconds. */
  delaySeconds: number
}

export type SumsRow = {
  partition: string
  version_id: string
  window_start: Date
  row_count: number
  absolute_error: number
  signed_error: number
  squared_error: number
  fallback_count: number
  received_count: number
  ahead_count: number
  early_count: number
  delay_seconds: number
}

/** Sums over `hit`: predictions with the actual value and the times of their outcome. A second is no fault of a clock. */
export const joinedSums = sql`
  select partition, version_id, window_start, count(*) as row_count,
    sum(abs(actual - value)) as absolute_error, sum(actual - value) as signed_error,
    sum((actual - value) ^ 2) as squared_error, count(*) filter (where is_fallback) as fallback_count,
    count(received_at) as received_count,
    count(*) filter (where observed_at > received_at + interval '1 second') as ahead_count,
    count(*) filter (where observed_at < predicted_at - interval '1 second') as early_count,
    coalesce(sum(extract(epoch from received_at - observed_at)), 0)::float8 as delay_seconds
  from hit group by partition, version_id, window_start`

export function sumsFromRow(row: SumsRow): JoinedSums {
  return {
    partition: row.partition,
    versionId: row.version_id,
    windowStartMs: row.window_start.getTime(),
    count: row.row_count,
    absolute: row.absolute_error,
    signed: row.signed_error,
    squared: row.squared_error,
    fallbacks: row.fallback_count,
    received: row.received_count,
    ahead: row.ahead_count,
    early: row.early_count,
    delaySeconds: row.delay_seconds,
  }
}
