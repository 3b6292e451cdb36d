import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // When something of a window last came in, by the clock: what belongs together arrives in several pieces.
  await sql`alter table test_window add column touched_at timestamptz not null default now()`.execute(db)
}
