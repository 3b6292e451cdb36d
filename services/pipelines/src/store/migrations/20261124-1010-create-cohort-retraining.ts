import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table cohort_retraining (
      run_id uuid primary key references run (id),
      project_id text not null default 'default',
      request jsonb not null,
      version_id text not null,
      outcomes jsonb not null
    )`.execute(db)
}
