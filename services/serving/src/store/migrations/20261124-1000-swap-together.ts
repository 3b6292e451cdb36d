import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table rollout drop constraint rollout_state_check`.execute(db)
  await sql`
    alter table rollout add constraint rollout_state_check
    check (state in ('PENDING', 'LOADING', 'SWAPPING', 'COMPLETED', 'FAILED', 'SUPERSEDED'))`.execute(db)
}
