import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table audit_key (
      project_id text not null default 'default',
      id text primary key,
      public_key text not null,
      first_used_at timestamptz not null
    )`.execute(db)
  await sql`
    create table audit_entry (
      project_id text not null default 'default',
      model_id integer not null references model,
      sequence integer not null,
      at timestamptz not null,
      actor text not null,
      action text not null,
      subject text not null,
      details jsonb not null,
      previous_hash text not null,
      hash text not null,
      signature text not null,
      key_id text not null references audit_key,
      primary key (model_id, sequence)
    )`.execute(db)
}
