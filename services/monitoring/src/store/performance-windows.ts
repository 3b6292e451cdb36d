import { mapPage, type Page, type PageArguments, page } from '@headway/kit/pagination'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { ErrorSums, PartitionErrors } from '../domain/error-summary.ts'
import type { Database } from './database.ts'

/** Adds errors to the windows they belong to, of the partitions and of the fleet, and to the monitor's count of outcomes. */
export async function addErrors(
  tx: Transaction<Database>,
  endpoint: string,
  errors: readonly PartitionErrors[],
): Promise<void> {
  if (errors.length === 0) return
  await sql`
    insert into performance_window (endpoint, partition, version_id, window_start,
      row_count, absolute_error, signed_error, squared_error, fallback_count)
    select ${endpoint}, partition, version_id, to_timestamp(window_start_ms / 1000),
      row_count, absolute_error, signed_error, squared_error, fallback_count
    from unnest(
      ${errors.map((error) => error.partition)}::text[],
      ${errors.map((error) => error.versionId)}::text[],
      ${errors.map((error) => error.windowStartMs)}::float8[],
      ${errors.map((error) => error.count)}::bigint[],
      ${errors.map((error) => error.absolute)}::float8[],
      ${errors.map((error) => error.signed)}::float8[],
      ${errors.map((error) => error.squared)}::float8[],
      ${errors.map((error) => error.fallbacks)}::bigint[]
    ) as added (partition, version_id, window_start_ms,
      row_count, absolute_error, signed_error, squared_error, fallback_count)
    on conflict (project_id, endpoint, window_start, partition, version_id) do update set
      row_count = performance_window.row_count + excluded.row_count,
      absolute_error = performance_window.absolute_error + excluded.absolute_error,
      signed_error = performance_window.signed_error + excluded.signed_error,
      squared_error = performance_window.squared_error + excluded.squared_error,
      fallback_count = performance_window.fallback_count + excluded.fallback_count`.execute(tx)
  await addToFleet(tx, endpoint, errors)
  await tx
    .updateTable('monitor')
    .set({
      outcome_count: sql<number>`outcome_count + ${errors.reduce((sum, { count }) => sum + count, 0)}`,
    })
    .where('endpoint', '=', endpoint)
    .execute()
}

async function addToFleet(
  tx: Transaction<Database>,
  endpoint: string,
  errors: readonly PartitionErrors[],
): Promise<void> {
  await sql`
    insert into fleet_window (endpoint, window_start, row_count, absolute_error, signed_error, squared_error,
      fallback_count)
    select ${endpoint}, to_timestamp(window_start_ms / 1000), sum(row_count), sum(absolute_error),
      sum(signed_error), sum(squared_error), sum(fallback_count)
    from unnest(
      ${errors.map((error) => error.windowStartMs)}::float8[],
      ${errors.map((error) => error.count)}::bigint[],
      ${errors.map((error) => error.absolute)}::float8[],
      ${errors.map((error) => error.signed)}::float8[],
      ${errors.map((error) => error.squared)}::float8[],
      ${errors.map((error) => error.fallbacks)}::bigint[]
    ) as added (window_start_ms, row_count, absolute_error, signed_error, squared_error, fallback_count)
    group by window_start_ms
    on conflict (endpoint, window_start, project_id) do update set
      row_count = fleet_window.row_count + excluded.row_count,
      absolute_error = fleet_window.absolute_error + excluded.absolute_error,
      signed_error = fleet_window.signed_error + excluded.signed_error,
      squared_error = fleet_window.squared_error + excluded.squared_error,
      fallback_count = fleet_window.fallback_count + excluded.fallback_count`.execute(tx)
}

export type PartitionPerformance = {
  partition: string
  versionId: string
  windowStart: Date
  errors: ErrorSums
  gateMeanAbsoluteError: number | null
}

/** Errors per partition: the newest window first, in it the largest total error first. */
export async function listPartitionPerformance(
  db: Kysely<Database>,
  monitor: { endpoint: string; model: string },
  filter: { partitionPrefix?: string | undefined; window?: Date | undefined },
  args: PageArguments,
): Promise<Page<PartitionPerformance>> {
  let query = db
    .selectFrom('performance_window')
    .selectAll('performance_window')
    .select((select) =>
      select
        .selectFrom('gate_error')
        .select('mean_absolute_error')
        .where('gate_error.model', '=', monitor.model)
        .whereRef('gate_error.version_id', '=', 'performance_window.version_id')
        .whereRef('gate_error.partition', '=', 'performance_window.partition')
        .as('gate_mean_absolute_error'),
    )
    .where('endpoint', '=', monitor.endpoint)
  if (filter.partitionPrefix !== undefined) {
    query = query.where(sql<boolean>`starts_with(partition, ${filter.partitionPrefix})`)
  }
  if (filter.window !== undefined) query = query.where('window_start', '=', filter.window)
  const found = await page(query, args, {
    by: ['window_start', 'absolute_error', 'partition', 'version_id'],
    direction: 'desc',
  })
  return mapPage(found, (row) => ({
    partition: row.partition,
    versionId: row.version_id,
    windowStart: row.window_start,
    errors: errorSums(row),
    gateMeanAbsoluteError: row.gate_mean_absolute_error,
  }))
}

export type FleetPerformance = { windowStart: Date; errors: ErrorSums }

/** Errors of all partitions together, a row for each window, the newest first. */
export async function listFleetPerformance(
  db: Kysely<Database>,
  endpoint: string,
  args: PageArguments,
): Promise<Page<FleetPerformance>> {
  const query = db.selectFrom('fleet_window').selectAll().where('endpoint', '=', endpoint)
  const found = await page(query, args, { by: ['window_start'], direction: 'desc' })
  return mapPage(found, (row) => ({ windowStart: row.window_start, errors: errorSums(row) }))
}

type ErrorColumns = {
  row_count: number
  absolute_error: number
  signed_error: number
  squared_error: number
  fallback_count: number
}

function errorSums(row: ErrorColumns): ErrorSums {
  return {
    count: row.row_count,
    absolute: row.absolute_error,
    signed: row.signed_error,
    squared: row.squared_error,
    fallbacks: row.fallback_count,
  }
}
