import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // The sums of a window over all partitions and versions, so that a page of the fleet reads a row for each window.
  await sql`
    create table fleet_window (
      project_id text not null default 'default',
      endpoint text not null,
      window_start timestamptz not null,
      row_count bigint not null,
      absolute_error float8 not null,
      signed_error float8 not null,
      squared_error float8 not null,
      fallback_count bigint not null,
      primary key (endpoint, window_start, project_id)
    )`.execute(db)
  await sql`
    insert into fleet_window (endpoint, window_start, row_count, absolute_error, signed_error, squared_error,
      fallback_count)
    select endpoint, window_start, sum(row_count), sum(absolute_error), sum(signed_error), sum(squared_error),
      sum(fallback_count)
    from performance_window group by endpoint, window_start`.execute(db)
  // In the order that pages of partitions are read in.
  await sql`drop index performance_window_worst`.execute(db)
  await sql`
    create index performance_window_worst on performance_window
      (endpoint, window_start desc, absolute_error desc, partition desc, version_id desc)`.execute(db)
}
