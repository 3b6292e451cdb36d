import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // A full row for every partition and version: a version reads without its parents.
  await sql`
    create table model_version_partition (
      project_id text not null default 'default',
      model_id integer not null,
      version_id integer not null references model_version,
      ordinal integer not null,
      key text collate "C" not null,
      introduced_in integer not null,
      sha256 bytea not null,
      pack bytea not null,
      pack_offset bigint not null,
      length integer not null,
      verdict text,
      reason text,
      metrics jsonb not null,
      primary_metric double precision,
      trained_rows bigint,
      run text,
      pinned boolean not null,
      primary key (version_id, ordinal),
      foreign key (model_id, ordinal) references partition
    )`.execute(db)
  // The key is kept here too, so that a page by key is read in order and joins nothing.
  await sql`create unique index model_version_partition_key on model_version_partition (version_id, key)`.execute(
    db,
  )
  await sql`
    create index model_version_partition_change on model_version_partition (model_id, ordinal, version_id)
    where introduced_in = version_id`.execute(db)
  await sql`
    create index model_version_partition_sha256 on model_version_partition (sha256)
    where introduced_in = version_id`.execute(db)
  await sql`
    create index model_version_partition_pack on model_version_partition (pack)
    where introduced_in = version_id`.execute(db)
}
