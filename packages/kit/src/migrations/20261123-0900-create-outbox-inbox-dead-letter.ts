import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table outbox (
      id bigint generated always as identity primary key,
      message_id text not null unique,
      subject text not null,
      headers jsonb not null,
      payload text not null,
      created_at timestamptz not null default now()
    )`.execute(db)
  await sql`
    create table inbox (
      handler text not null,
      event_id text not null,
      handled_at timestamptz not null default now(),
      primary key (handler, event_id)
    )`.execute(db)
  await sql`create index inbox_handled_at on inbox (handled_at)`.execute(db)
  await sql`
    create table dead_letter (
      id bigint generated always as identity primary key,
      handler text not null,
      event_id text not null,
      type text not null,
      headers jsonb not null,
      payload text not null,
      reason text not null,
      deliveries integer not null,
      dead_at timestamptz not null default now(),
      replayed_at timestamptz,
      unique (handler, event_id)
    )`.execute(db)
}
