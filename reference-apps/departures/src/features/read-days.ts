import { literal } from '@headway/tables/quote'
import type { Tables } from '@headway/tables/tables'
import { type Names, type ServiceDay, serviceDay } from './service-day.ts'

const rowsAtOnce = 60_000

type Block = {
  service_date: string[]
  trip_id: string[]
  route_id: string[]
  direction_id: string[]
  stop_id: string[]
  scheduled_arrival_s: Float64Array
  scheduled_s: Float64Array
  observed_arrival_s: Float64Array
  observed_s: Float64Array
  utc_offset_s: Float64Array
}

/** SQL over Parquet files of canonical stop visits. */
export function visitsIn(files: readonly string[]): string {
  return `read_parquet(${literal(files)})`
}

/** The service days of canonical stop visits in the order of time, some days read at once. */
export async function* readDays(tables: Tables, visits: string, names: Names): AsyncGenerator<ServiceDay> {
  const days = await tables.all<{ date: string; rows: number }>(
    `SELECT CAST(service_date AS VARCHAR) AS date, count(*)::DOUBLE AS rows FROM ${visits} GROUP BY 1 ORDER BY 1`,
  )
  for (let first = 0; first < days.length; ) {
    let last = first
    let rows = days[first]!.rows
    while (last + 1 < days.length && rows + days[last + 1]!.rows <= rowsAtOnce) rows += days[++last]!.rows
    const block = await tables.columns<Block>(
      `SELECT CAST(v.service_date AS VARCHAR) AS service_date, trip_id, route_id, direction_id, stop_id, scheduled_arrival_s, scheduled_s,
        observed_arrival_s, observed_s, utc_offset_s
      FROM ${visits} v WHERE v.service_date BETWEEN ${literal(days[first]!.date)} AND ${literal(days[last]!.date)}
      ORDER BY v.service_date, trip_id, stop_sequence`,
    )
    yield* daysOf(block, names)
    first = last + 1
  }
}

function* daysOf(block: Block, names: Names): Generator<ServiceDay> {
  const dates = block.service_date
  const columns = {
    tripId: block.trip_id,
    routeId: block.route_id,
    directionId: block.direction_id,
    stopId: block.stop_id,
    scheduledArrival: block.scheduled_arrival_s,
    scheduled: block.scheduled_s,
    observedArrival: block.observed_arrival_s,
    observed: block.observed_s,
    utcOffset: block.utc_offset_s,
  }
  for (let from = 0; from < dates.length; ) {
    let to = from
    while (to < dates.length && dates[to] === dates[from]) to++
    yield serviceDay(dates[from]!, columns, from, to, names)
    from = to
  }
}
