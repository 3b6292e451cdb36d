import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table pipeline_trigger
      add column partitions_from text,
      add column cool_down_hours double precision,
      add column daily_partition_budget int,
      add column last_firing jsonb`.execute(db)
  await sql`alter table run add column partition_count int`.execute(db)
  await sql`
    create table partition_retraining (
      project_id text not null default 'default',
      run_id uuid not null references run (id),
      partition text not null,
      pipeline text not null,
      data_time timestamptz not null,
      primary key (run_id, partition)
    )`.execute(db)
  await sql`
    create index partition_retraining_newest
    on partition_retraining (pipeline, partition, data_time desc, run_id)`.execute(db)
  await sql`
    create index partition_retraining_day on partition_retraining (pipeline, data_time)`.execute(db)
  await sql`
    create table known_dataset (
      project_id text not null default 'default',
      name text not null,
      number int not null,
      version_id text not null,
      files jsonb,
      files_digest text,
      primary key (project_id, name)
    )`.execute(db)
  await sql`
    create table held_firing (
      project_id text not null default 'default',
      trigger_name text not null,
      subject text not null,
      event_id text not null,
      event_type text not null,
      event_time timestamptz not null,
      data jsonb not null,
      primary key (project_id, trigger_name, subject),
      foreign key (project_id, trigger_name) references pipeline_trigger (project_id, name) on delete cascade
    )`.execute(db)
}
