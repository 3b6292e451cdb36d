import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table dataset (
      project_id text not null default 'default',
      name text not null,
      declaration jsonb not null,
      revision integer not null,
      created_at timestamptz not null,
      created_by text not null,
      primary key (name, project_id)
    )
  `.execute(db)

  await sql`
    create table dataset_version (
      project_id text not null default 'default',
      dataset text not null,
      number integer not null,
      parent_number integer,
      content_digest text not null,
      source_digest text not null,
      requested_by text not null,
      created_at timestamptz not null,
      declaration_revision integer not null,
      row_count bigint not null,
      quarantined_row_count bigint not null,
      quarantined_by_reason jsonb not null,
      partition_count integer not null,
      first_day date,
      last_day date,
      files jsonb not null,
      quarantine jsonb,
      slices jsonb not null,
      primary key (dataset, number, project_id),
      foreign key (dataset, project_id) references dataset (name, project_id),
      unique (dataset, content_digest, project_id)
    )
  `.execute(db)
  await sql`
    create index dataset_version_by_source on dataset_version (dataset, source_digest, project_id)
  `.execute(db)

  await sql`
    create table dataset_version_source (
      project_id text not null default 'default',
      dataset text not null,
      number integer not null,
      position integer not null,
      name text not null,
      digest text not null,
      size bigint not null,
      row_count bigint not null,
      primary key (dataset, number, position, project_id),
      foreign key (dataset, number, project_id) references dataset_version (dataset, number, project_id)
    )
  `.execute(db)

  await sql`
    create table dataset_version_column (
      project_id text not null default 'default',
      dataset text not null,
      number integer not null,
      position integer not null,
      profile jsonb not null,
      primary key (dataset, number, position, project_id),
      foreign key (dataset, number, project_id) references dataset_version (dataset, number, project_id)
    )
  `.execute(db)

  await sql`
    create table expectation_result (
      project_id text not null default 'default',
      dataset text not null,
      number integer not null,
      position integer not null,
      expectation jsonb not null,
      passed boolean not null,
      checked_row_count bigint not null,
      failed_row_count bigint not null,
      observed double precision not null,
      examples jsonb not null,
      primary key (dataset, number, position, project_id),
      foreign key (dataset, number, project_id) references dataset_version (dataset, number, project_id)
    )
  `.execute(db)

  await sql`
    create table dataset_version_partition (
      project_id text not null default 'default',
      dataset text not null,
      number integer not null,
      key text collate "C" not null,
      row_count bigint not null,
      day_count integer,
      first_day date,
      last_day date,
      digest text not null,
      primary key (dataset, number, key, project_id),
      foreign key (dataset, number, project_id) references dataset_version (dataset, number, project_id)
    )
  `.execute(db)

  // A registration under way: whoever holds it says so by heartbeats, and one that fell silent is taken over.
  await sql`
    create table dataset_registration (
      project_id text not null default 'default',
      dataset text not null,
      idempotency_key text not null,
      request_digest text not null,
      holder uuid not null,
      heartbeat_at timestamptz not null,
      number integer,
      primary key (dataset, idempotency_key, project_id),
      foreign key (dataset, project_id) references dataset (name, project_id)
    )
  `.execute(db)
}
