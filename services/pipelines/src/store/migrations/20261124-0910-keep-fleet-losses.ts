import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table gate_summary add column fleet jsonb not null default '[]'`.execute(db)
}
