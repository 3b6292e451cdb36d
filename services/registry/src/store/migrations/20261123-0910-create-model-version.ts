import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table environment (
      project_id text not null default 'default',
      digest text primary key,
      runtime text not null,
      platform text not null,
      lockfile_digest text,
      libraries jsonb not null,
      recorded_at timestamptz not null
    )`.execute(db)
  await sql`
    create table model_version (
      id integer generated always as identity primary key,
      project_id text not null default 'default',
      model_id integer not null references model,
      number integer not null,
      state text not null,
      origin text not null,
      parent_id integer references model_version,
      rebased_from_id integer references model_version,
      run text,
      requested_by text not null,
      created_at timestamptz not null,
      idempotency_key text,
      manifest_digest text,
      proposed_manifest_digest text,
      environment_digest text references environment,
      code text,
      dataset_versions text[] not null,
      profiles text[] not null,
      metrics jsonb not null,
      gate jsonb,
      needs_approval boolean not null,
      exceptions text[] not null,
      conflicts text[] not null,
      summary jsonb,
      unique (model_id, number),
      unique (project_id, idempotency_key)
    )`.execute(db)
  // A run proposes one version; its rebased versions carry the run as well.
  await sql`create unique index model_version_run on model_version (run) where origin = 'PROPOSED'`.execute(
    db,
  )
  await sql`create index model_version_of_run on model_version (run, id)`.execute(db)
  await sql`create index model_version_rebased_from on model_version (rebased_from_id)`.execute(db)
  await sql`create index model_version_waiting on model_version (id) where state = 'CANDIDATE'`.execute(db)
  await sql`create index model_version_environment on model_version (environment_digest, id)`.execute(db)
  await sql`create index model_version_dataset on model_version using gin (dataset_versions)`.execute(db)
  await sql`
    create table approval (
      project_id text not null default 'default',
      version_id integer primary key references model_version,
      decision text not null,
      decided_by text not null,
      requested_by text not null,
      reason text not null,
      decided_at timestamptz not null
    )`.execute(db)
}
