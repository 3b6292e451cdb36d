import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Bins of all features of a partition are read and written as a whole: as bytes they cost a tenth of arrays.
  await sql`drop table feature_window`.execute(db)
  await sql`
    create table feature_sketch (
      project_id text not null default 'default',
      endpoint text not null,
      window_start timestamptz not null,
      partition text not null,
      reference_version_id text not null,
      row_count bigint not null,
      sketch bytea not null,
      primary key (endpoint, window_start, partition, reference_version_id, project_id)
    )`.execute(db)
  await sql`create index feature_sketch_of_partition on feature_sketch (endpoint, partition, window_start)`.execute(
    db,
  )

  await sql`drop table reference_profile`.execute(db)
  await sql`
    create table reference_profile (
      project_id text not null default 'default',
      model text not null,
      partition text not null,
      version_id text not null,
      version_number integer not null,
      row_count bigint not null,
      features text[] not null,
      edges bytea not null,
      shape bytea not null,
      primary key (model, partition, version_number, project_id)
    )`.execute(db)

  await sql`
    alter table monitor
      add column window_offset_minutes integer not null default 0,
      add column tests jsonb not null default '{}',
      add column predicted_through timestamptz,
      add column observed_through timestamptz`.execute(db)
  await sql`
    alter table gate_error
      add column daily_deviation float8,
      add column days integer,
      add column row_count integer,
      add column trained_version_id text`.execute(db)

  // Both sides of the join are kept while they may meet: a subject predicted again meets its outcome again.
  await sql`drop table waiting_outcome`.execute(db)
  await sql`
    create table outcome (
      project_id text not null default 'default',
      endpoint text not null,
      subject_id text not null,
      observed_at timestamptz not null,
      received_at timestamptz,
      value float8 not null,
      is_matched boolean not null,
      arrived_at timestamptz not null,
      primary key (endpoint, subject_id, project_id)
    )`.execute(db)
  await sql`create index outcome_waiting on outcome (endpoint) where not is_matched`.execute(db)
  await sql`create index outcome_observed on outcome (endpoint, observed_at)`.execute(db)
  await sql`
    create table logged_prediction (
      project_id text not null default 'default',
      endpoint text not null,
      subject_id text not null,
      predicted_at timestamptz not null,
      window_start timestamptz not null,
      partition text not null,
      version_id text not null,
      is_fallback boolean not null,
      value float8 not null,
      arrived_at timestamptz not null
    )`.execute(db)
  await sql`create index logged_prediction_subject on logged_prediction (endpoint, subject_id)`.execute(db)
  await sql`create index logged_prediction_predicted on logged_prediction (endpoint, predicted_at)`.execute(
    db,
  )
  await sql`
    create table outcome_window (
      project_id text not null default 'default',
      endpoint text not null,
      window_start timestamptz not null,
      partition text not null,
      row_count bigint not null,
      received_count bigint not null,
      ahead_count bigint not null,
      early_count bigint not null,
      delay_seconds float8 not null,
      primary key (endpoint, window_start, partition, project_id)
    )`.execute(db)
}
