import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table alias_move (
      project_id text not null default 'default',
      model_id integer not null references model,
      alias text collate "C" not null,
      revision integer not null,
      kind text not null,
      version_id integer not null references model_version,
      previous_version_id integer references model_version,
      back_revision integer,
      moved_at timestamptz not null,
      moved_by text not null,
      reason text not null,
      run text,
      primary key (model_id, alias, revision)
    )`.execute(db)
  await sql`create index alias_move_time on alias_move (model_id, alias, moved_at, revision)`.execute(db)
  await sql`create index alias_move_run on alias_move (run)`.execute(db)
  await sql`
    create table alias (
      project_id text not null default 'default',
      model_id integer not null references model,
      name text collate "C" not null,
      revision integer not null,
      version_id integer not null references model_version,
      primary key (model_id, name),
      foreign key (model_id, name, revision) references alias_move
    )`.execute(db)
  await sql`create index alias_version on alias (version_id)`.execute(db)
}
