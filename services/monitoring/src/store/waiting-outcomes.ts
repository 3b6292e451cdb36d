import { type Kysely, sql, type Transaction } from 'kysely'
import type { Outcome } from '../domain/outcome.ts'
import type { Database } from './database.ts'

export async function insertWaiting(
  tx: Transaction<Database>,
  endpoint: string,
  outcomes: readonly Outcome[],
  receivedAt: Date,
): Promise<void> {
  if (outcomes.length === 0) return
  await sql`
    insert into waiting_outcome (endpoint, subject_id, observed_at, value, received_at)
    select ${endpoint}, subject_id, to_timestamp(observed_at_ms / 1000), value, ${receivedAt}
    from unnest(
      ${outcomes.map(({ subjectId }) => subjectId)}::text[],
      ${outcomes.map(({ observedAtMs }) => observedAtMs)}::float8[],
      ${outcomes.map(({ value }) => value)}::float8[]
    ) as outcome (subject_id, observed_at_ms, value)
    on conflict do nothing`.execute(tx)
}

export async function listWaiting(tx: Transaction<Database>, endpoint: string): Promise<Outcome[]> {
  const rows = await tx
    .selectFrom('waiting_outcome')
    .select(['subject_id', 'observed_at', 'value'])
    .where('endpoint', '=', endpoint)
    .execute()
  return rows.map((row) => ({
    subjectId: row.subject_id,
    observedAtMs: row.observed_at.getTime(),
    value: row.value,
  }))
}

export async function deleteWaiting(
  tx: Transaction<Database>,
  endpoint: string,
  subjects: readonly string[],
): Promise<void> {
  if (subjects.length === 0) return
  await tx
    .deleteFrom('waiting_outcome')
    .where('endpoint', '=', endpoint)
    .where('subject_id', '=', sql<string>`any(${subjects}::text[])`)
    .execute()
}

export async function deleteExpired(
  tx: Transaction<Database>,
  endpoint: string,
  before: Date,
): Promise<void> {
  await tx
    .deleteFrom('waiting_outcome')
    .where('endpoint', '=', endpoint)
    .where('received_at', '<', before)
    .execute()
}

export async function countWaiting(db: Kysely<Database>, endpoint: string): Promise<number> {
  const { count } = await db
    .selectFrom('waiting_outcome')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('endpoint', '=', endpoint)
    .executeTakeFirstOrThrow()
  return count
}
