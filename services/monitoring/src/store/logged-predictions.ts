import { sql, type Transaction } from 'kysely'
import type { LoggedPredictions } from '../domain/outcome.ts'
import type { Database } from './database.ts'
import { type JoinedSums, joinedSums, type SumsRow, sumsFromRow } from './joined-sums.ts'

/** Keeps the predictions of a chunk that have a subject, and answers with the errors of those whose outcome is known. */
export async function addLoggedPredictions(
  tx: Transaction<Database>,
  endpoint: string,
  logged: LoggedPredictions,
  arrivedAt: Date,
): Promise<JoinedSums[]> {
  if (logged.subjectIds.length === 0) return []
  const { rows } = await sql<SumsRow>`
    with logged as (
      insert into logged_prediction (endpoint, subject_id, predicted_at, window_start, partition, version_id,
        is_fallback, value, arrived_at)
      select ${endpoint}, subject_id, to_timestamp(predicted_at_ms / 1000), to_timestamp(window_start_ms / 1000),
        partition, version_id, is_fallback, value, ${arrivedAt}
      from unnest(
        ${logged.subjectIds}::text[],
        ${logged.predictedAtMs}::float8[],
        ${logged.windowStartMs}::float8[],
        ${logged.partitions}::text[],
        ${logged.versionIds}::text[],
        ${logged.isFallback}::boolean[],
        ${logged.values}::float8[]
      ) as added (subject_id, predicted_at_ms, window_start_ms, partition, version_id, is_fallback, value)
      returning *),
    hit as materialized (
      select logged.*, outcome.value as actual, outcome.observed_at, outcome.received_at
      from logged join outcome on outcome.endpoint = ${endpoint} and outcome.subject_id = logged.subject_id),
    -- No join ("is true" keeps it from being one): it would be planned for one row and compare each with each.
    marked as (
      update outcome set is_matched = true where endpoint = ${endpoint} and not is_matched
        and (subject_id in (select subject_id from hit)) is true)
    ${joinedSums}`.execute(tx)
  return rows.map(sumsFromRow)
}
