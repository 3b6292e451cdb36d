import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table model (
      id integer generated always as identity primary key,
      project_id text not null default 'default',
      name text collate "C" not null,
      description text not null,
      owner text not null,
      partitioned_by text[] not null,
      signature jsonb not null,
      primary_metric text not null,
      primary_metric_direction text not null,
      baseline jsonb not null,
      approval_policy text not null,
      created_at timestamptz not null,
      created_by text not null,
      last_version_number integer not null default 0,
      partition_count integer not null default 0,
      audit_sequence integer not null default 0,
      audit_head text,
      unique (project_id, name)
    )`.execute(db)
  await sql`
    create table partition (
      project_id text not null default 'default',
      model_id integer not null references model,
      ordinal integer not null,
      key text collate "C" not null,
      primary key (model_id, ordinal),
      unique (model_id, key)
    )`.execute(db)
}
