import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table alias_state (
      project_id text not null default 'default',
      model text not null,
      alias text not null,
      version_id text not null,
      revision integer not null,
      manifest_digest text not null,
      moved_at timestamptz not null,
      primary key (project_id, model, alias)
    )`.execute(db)
  await sql`
    create table endpoint (
      project_id text not null default 'default',
      name text not null,
      model text not null,
      log_share double precision not null,
      created_at timestamptz not null,
      created_by text not null,
      primary key (project_id, name)
    )`.execute(db)
  await sql`create index endpoint_model on endpoint (project_id, model, name)`.execute(db)
  await sql`
    create table variant (
      project_id text not null default 'default',
      endpoint text not null,
      name text not null,
      role text not null check (role in ('PRIMARY', 'CHALLENGER')),
      position integer not null,
      model text not null,
      alias text not null,
      desired_version_id text,
      desired_revision integer,
      desired_manifest_digest text,
      live_version_id text,
      live_revision integer,
      live_manifest_digest text,
      live_partition_count integer,
      live_since timestamptz,
      primary key (project_id, endpoint, name),
      foreign key (project_id, endpoint) references endpoint (project_id, name) on delete cascade
    )`.execute(db)
  await sql`create index variant_alias on variant (project_id, model, alias)`.execute(db)
  await sql`create index variant_live on variant (project_id, live_version_id)`.execute(db)
  await sql`
    create table rollout (
      id uuid primary key,
      project_id text not null default 'default',
      endpoint text not null,
      variant text not null,
      role text not null,
      model text not null,
      alias text not null,
      version_id text not null,
      previous_version_id text,
      revision integer not null,
      manifest_digest text not null,
      state text not null check (state in ('PENDING', 'LOADING', 'COMPLETED', 'FAILED', 'SUPERSEDED')),
      partition_count integer,
      failure_code text,
      failure_reason text,
      failure_partition text,
      created_at timestamptz not null,
      started_at timestamptz,
      ended_at timestamptz
    )`.execute(db)
  await sql`
    create unique index rollout_open on rollout (project_id, endpoint, variant)
    where state in ('PENDING', 'LOADING')`.execute(db)
  await sql`create index rollout_newest on rollout (created_at desc, id desc)`.execute(db)
  await sql`create index rollout_of_endpoint on rollout (endpoint, created_at desc, id desc)`.execute(db)
  await sql`create index rollout_of_version on rollout (version_id, created_at desc, id desc)`.execute(db)
  await sql`
    create table replica (
      id text primary key,
      started_at timestamptz not null,
      seen_at timestamptz not null
    )`.execute(db)
  await sql`
    create table rollout_replica (
      rollout_id uuid not null references rollout (id) on delete cascade,
      replica text not null,
      state text not null,
      to_load integer not null,
      loaded integer not null,
      reused integer not null,
      duration_ms integer,
      primary key (rollout_id, replica)
    )`.execute(db)
}
