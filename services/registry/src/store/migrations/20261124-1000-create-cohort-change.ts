import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table cohort_change (
      id uuid primary key,
      project_id text not null default 'default',
      model_id integer not null references model,
      action text not null,
      request jsonb not null,
      idempotency_key text,
      base_id integer not null references model_version,
      version_id integer references model_version,
      outcomes jsonb not null,
      requested_by text not null,
      created_at timestamptz not null,
      unique (project_id, idempotency_key)
    )`.execute(db)
}
