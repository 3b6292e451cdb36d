import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table pipeline (
      project_id text not null default 'default',
      name text not null,
      latest_version int not null,
      created_at timestamptz not null,
      primary key (project_id, name)
    )`.execute(db)
  await sql`
    create table pipeline_version (
      project_id text not null default 'default',
      pipeline text not null,
      number int not null,
      digest text not null,
      definition jsonb not null,
      created_by text not null,
      created_at timestamptz not null,
      primary key (project_id, pipeline, number),
      unique (project_id, pipeline, digest),
      foreign key (project_id, pipeline) references pipeline (project_id, name)
        deferrable initially deferred
    )`.execute(db)
  await sql`
    create table run (
      id uuid primary key,
      project_id text not null default 'default',
      pipeline text not null,
      pipeline_version int not null,
      state text not null,
      parameters jsonb not null,
      requested_by text not null,
      trigger_name text,
      idempotency_key text,
      model text,
      endpoint text,
      champion_version text,
      champion_manifest text,
      version_id text,
      failure_step text,
      failure_code text,
      failure_reason text,
      progress_due boolean not null default false,
      progress_at timestamptz not null,
      advanced_at timestamptz not null,
      created_at timestamptz not null,
      finished_at timestamptz,
      foreign key (project_id, pipeline, pipeline_version)
        references pipeline_version (project_id, pipeline, number)
    )`.execute(db)
  await sql`
    create unique index run_idempotency_key on run (project_id, idempotency_key)
    where idempotency_key is not null`.execute(db)
  await sql`create index run_newest on run (project_id, created_at desc, id desc)`.execute(db)
  await sql`create index run_of_pipeline on run (project_id, pipeline, created_at desc, id desc)`.execute(db)
  await sql`
    create index run_active on run (advanced_at)
    where state in ('RUNNING', 'WAITING_FOR_APPROVAL')`.execute(db)
  await sql`create index run_version on run (version_id) where version_id is not null`.execute(db)
  await sql`
    create table step_run (
      run_id uuid not null references run (id),
      name text not null,
      position int not null,
      uses text not null,
      state text not null,
      detail text,
      tasks_total int not null default 0,
      answers jsonb not null default '{}',
      waiting_since timestamptz,
      started_at timestamptz,
      finished_at timestamptz,
      primary key (run_id, name)
    )`.execute(db)
  await sql`
    create table task (
      id uuid primary key,
      run_id uuid not null,
      step text not null,
      chunk int not null,
      state text not null,
      attempt int not null,
      max_attempts int not null,
      backoff_seconds double precision not null,
      queue text not null,
      message jsonb not null,
      cache_key text,
      cached boolean not null default false,
      code_version text not null,
      not_before timestamptz,
      worker text,
      heartbeat_at timestamptz,
      progress_done double precision,
      progress_total double precision,
      outputs jsonb not null default '{}',
      small_values jsonb not null default '{}',
      metrics jsonb not null default '{}',
      log_tail text not null default '',
      log_digest text,
      error_code text,
      error_message text,
      environment_digest text,
      cpu_seconds double precision,
      peak_memory_bytes bigint,
      queued_at timestamptz not null,
      started_at timestamptz,
      finished_at timestamptz,
      foreign key (run_id, step) references step_run (run_id, name),
      unique (run_id, step, chunk)
    )`.execute(db)
  await sql`create index task_retry on task (not_before) where state = 'RETRYING'`.execute(db)
  await sql`
    create table task_attempt (
      task_id uuid not null references task (id),
      number int not null,
      worker text not null,
      error_code text,
      error_message text,
      log_digest text,
      started_at timestamptz not null,
      finished_at timestamptz not null,
      primary key (task_id, number)
    )`.execute(db)
  await sql`
    create table step_cache (
      project_id text not null default 'default',
      key text not null,
      uses text not null,
      outputs jsonb not null,
      small_values jsonb not null,
      metrics jsonb not null,
      code_version text not null,
      environment_digest text,
      log_digest text,
      task_id uuid not null,
      created_at timestamptz not null,
      used_at timestamptz not null,
      primary key (project_id, key)
    )`.execute(db)
  await sql`
    create table worker_step (
      project_id text not null default 'default',
      uses text not null,
      worker text not null,
      code_version text not null,
      queues jsonb not null,
      environment_digest text,
      worker_started_at timestamptz not null,
      announced_at timestamptz not null,
      primary key (project_id, uses, worker)
    )`.execute(db)
  await sql`
    create table gate_verdict (
      run_id uuid not null references run (id),
      partition text not null,
      outcome text not null,
      accepted boolean not null,
      reason text,
      samples bigint not null,
      losses jsonb not null,
      comparisons jsonb not null,
      primary key (run_id, partition)
    )`.execute(db)
  await sql`create index gate_verdict_outcome on gate_verdict (run_id, outcome, partition)`.execute(db)
  await sql`
    create table gate_summary (
      run_id uuid primary key references run (id),
      better int not null,
      non_inferior int not null,
      worse int not null,
      too_little_data int not null,
      fleet_passed boolean not null,
      reasons jsonb not null,
      verdicts_digest text not null
    )`.execute(db)
  await sql`
    create table pipeline_trigger (
      project_id text not null default 'default',
      name text not null,
      pipeline text not null,
      cron text,
      event text,
      filter jsonb,
      parameters jsonb not null,
      owner text not null,
      enabled boolean not null,
      next_at timestamptz,
      last_fired_at timestamptz,
      last_run_id uuid references run (id),
      last_error text,
      created_at timestamptz not null,
      primary key (project_id, name),
      foreign key (project_id, pipeline) references pipeline (project_id, name),
      check ((cron is null) <> (event is null))
    )`.execute(db)
  await sql`create index pipeline_trigger_event on pipeline_trigger (event) where enabled`.execute(db)
  await sql`create index pipeline_trigger_next on pipeline_trigger (next_at) where enabled`.execute(db)
  await sql`
    create table freeze_state (
      project_id text primary key default 'default',
      frozen boolean not null,
      reason text not null,
      changed_by text not null,
      changed_at timestamptz not null
    )`.execute(db)
  await sql`
    create table alias_move (
      project_id text not null default 'default',
      model text not null,
      alias text not null,
      revision int not null,
      version_id text not null,
      manifest_digest text not null,
      run_id text,
      moved_at timestamptz not null,
      primary key (project_id, model, alias, revision)
    )`.execute(db)
  await sql`
    create table rollout_report (
      project_id text not null default 'default',
      endpoint text not null,
      variant text not null,
      version_id text not null,
      revision int not null,
      state text not null,
      manifest_digest text,
      partition_count int,
      code text,
      reason text,
      reported_at timestamptz not null,
      primary key (project_id, endpoint, variant, version_id, revision)
    )`.execute(db)
  await sql`
    create table known_endpoint (
      project_id text not null default 'default',
      name text not null,
      model text not null,
      variants jsonb not null,
      primary key (project_id, name)
    )`.execute(db)
}
