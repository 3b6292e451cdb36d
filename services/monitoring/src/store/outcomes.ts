import { type Kysely, sql, type Transaction } from 'kysely'
import type { Outcomes } from '../domain/outcome.ts'
import type { Database } from './database.ts'
import { type JoinedSums, joinedSums, type SumsRow, sumsFromRow } from './joined-sums.ts'

/**
 * Keeps outcomes and answers with the errors of the predictions that wait for them. A subject whose outcome is known
 * keeps the first one: what is told twice counts once.
 */
export async function addOutcomeRows(
  tx: Transaction<Database>,
  endpoint: string,
  outcomes: Outcomes,
  arrivedAt: Date,
): Promise<JoinedSums[]> {
  if (outcomes.subjectIds.length === 0) return []
  const { rows } = await sql<SumsRow>`
    with told as (
      select distinct on (subject_id) * from unnest(
        ${outcomes.subjectIds}::text[],
        ${outcomes.observedAtMs}::float8[],
        ${outcomes.receivedAtMs}::float8[],
        ${outcomes.values}::float8[]
      ) with ordinality as outcome (subject_id, observed_at_ms, received_at_ms, actual, at)
      order by subject_id, at),
    fresh as materialized (
      select told.* from told
      left join outcome on outcome.endpoint = ${endpoint} and outcome.subject_id = told.subject_id
      where outcome.subject_id is null),
    hit as materialized (
      select prediction.*, actual, to_timestamp(observed_at_ms / 1000) as observed_at,
        to_timestamp(received_at_ms / 1000) as received_at
      from fresh join logged_prediction as prediction
        on prediction.endpoint = ${endpoint} and prediction.subject_id = fresh.subject_id),
    -- No join: it would be planned for one row and compare each with each.
    kept as (
      insert into outcome (endpoint, subject_id, observed_at, received_at, value, is_matched, arrived_at)
      select ${endpoint}, subject_id, to_timestamp(observed_at_ms / 1000), to_timestamp(received_at_ms / 1000),
        actual, subject_id in (select hit.subject_id from hit), ${arrivedAt}
      from fresh)
    ${joinedSums}`.execute(tx)
  return rows.map(sumsFromRow)
}

export async function countWaiting(db: Kysely<Database>, endpoint: string): Promise<number> {
  const { count } = await db
    .selectFrom('outcome')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('endpoint', '=', endpoint)
    .where('is_matched', '=', false)
    .executeTakeFirstOrThrow()
  return count
}
