import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table test_window (
      project_id text not null default 'default',
      endpoint text not null,
      window_start timestamptz not null,
      window_end timestamptz not null,
      prediction_count bigint not null default 0,
      outcome_count bigint not null default 0,
      late_count bigint not null default 0,
      tested_at timestamptz,
      primary key (endpoint, window_start, project_id)
    )`.execute(db)
  await sql`create index test_window_open on test_window (endpoint, window_start) where tested_at is null`.execute(
    db,
  )

  // What is usual for a partition: volume and delay of the windows before.
  await sql`
    create table partition_window (
      project_id text not null default 'default',
      endpoint text not null,
      window_start timestamptz not null,
      partition text not null,
      prediction_count bigint not null,
      outcome_count bigint not null,
      mean_delay_seconds float8,
      primary key (endpoint, window_start, partition, project_id)
    )`.execute(db)

  // What the windows before said of each partition, rolling; packed feature by feature for drift.
  await sql`
    create table drift_evidence (
      project_id text not null default 'default',
      endpoint text not null,
      partition text not null,
      reference_version_id text not null,
      window_starts float8[] not null,
      evidence bytea not null,
      primary key (endpoint, partition, project_id)
    )`.execute(db)
  await sql`
    create table performance_evidence (
      project_id text not null default 'default',
      endpoint text not null,
      partition text not null,
      trained_version_id text not null,
      window_starts float8[] not null,
      logs float8[] not null,
      primary key (endpoint, partition, project_id)
    )`.execute(db)

  await sql`
    create table report (
      project_id text not null default 'default',
      id text primary key,
      endpoint text not null,
      model text not null,
      kind text not null,
      version_id text,
      window_start timestamptz not null,
      window_end timestamptz not null,
      created_at timestamptz not null,
      is_final boolean not null,
      rate float8 not null,
      tested_count integer not null,
      left_out_count integer not null,
      suspected_count integer not null,
      affected_count integer not null,
      results_digest text,
      partitions_digest text,
      fleet jsonb not null,
      unique (endpoint, kind, window_start, project_id)
    )`.execute(db)
  await sql`create index report_newest on report (endpoint, kind, window_start desc, id desc)`.execute(db)
  await sql`
    create table finding (
      report_id text not null references report (id) on delete cascade,
      rank integer not null,
      partition text not null,
      quality_check text,
      is_confirmed boolean not null,
      detail jsonb not null,
      primary key (report_id, rank)
    )`.execute(db)

  await sql`
    create table alert (
      project_id text not null default 'default',
      id text primary key,
      endpoint text not null,
      model text not null,
      kind text not null,
      quality_check text,
      severity text not null,
      state text not null,
      title text not null,
      report_id text not null,
      first_report_id text not null,
      partition_count integer not null,
      window_start timestamptz not null,
      window_end timestamptz not null,
      window_count integer not null,
      opened_at timestamptz not null,
      updated_at timestamptz not null,
      resolved_at timestamptz,
      is_silenced boolean not null,
      acknowledged_by text,
      acknowledged_at timestamptz,
      note text
    )`.execute(db)
  await sql`
    create unique index alert_open on alert (endpoint, kind, (coalesce(quality_check, '')), project_id)
      where state <> 'RESOLVED'`.execute(db)
  await sql`create index alert_newest on alert (opened_at desc, id desc)`.execute(db)
  await sql`
    create table silence (
      project_id text not null default 'default',
      id text primary key,
      endpoint text not null,
      kind text,
      partition_prefix text,
      reason text,
      until timestamptz not null,
      created_by text not null,
      created_at timestamptz not null,
      ended_by text,
      ended_at timestamptz
    )`.execute(db)
  await sql`create index silence_newest on silence (created_at desc, id desc)`.execute(db)
}
