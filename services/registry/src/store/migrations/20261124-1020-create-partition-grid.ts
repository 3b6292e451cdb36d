import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table partition_grid (
      project_id text not null default 'default',
      version_id integer not null references model_version,
      metrics text[] not null,
      digest text not null,
      created_at timestamptz not null,
      primary key (version_id, metrics)
    )`.execute(db)
}
