import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table note (
      id text primary key,
      position bigint generated always as identity,
      text text not null,
      written_by text not null,
      written_at timestamptz not null default clock_timestamp()
    )`.execute(db)
}
