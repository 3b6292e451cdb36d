import type { RouteRun } from '../run/route-run.ts'
import { clockOffset, type DayRun } from '../run/run-day.ts'
import type { LocalTime } from './local-time.ts'

export const tripColumns = [
  'service_date',
  'trip_id_performed',
  'vehicle_id',
  'trip_id_scheduled',
  'route_id',
  'route_type',
  'shape_id',
  'pattern_id',
  'direction_id',
  'block_id',
  'trip_start_stop_id',
  'trip_end_stop_id',
  'schedule_trip_start',
  'schedule_trip_end',
  'actual_trip_start',
  'actual_trip_end',
  'trip_type',
  'schedule_relationship',
]

/** The trips of a route on a day as the central system has them, as lines of CSV. */
export function tripRows({ cityDay }: DayRun, run: RouteRun, time: LocalTime): string {
  const offsetS = clockOffset(cityDay, run.route)
  const device = (seconds: number | undefined) => time(Math.round((seconds ?? Number.NaN) + offsetS))
  return run.trips
    .map(({ reported, vehicle, relationship, departures, arrivals, driven }) => {
      const { pattern, departures: scheduled } = reported
      return [
        cityDay.date,
        reported.id,
        vehicle,
        relationship === 'Added' ? '' : reported.id,
        pattern.routeId,
        'Bus',
        pattern.id,
        pattern.id,
        pattern.direction,
        reported.blockId,
        pattern.stops[0]?.stop.id,
        pattern.stops.at(-1)?.stop.id,
        time(scheduled[0] as number),
        time(scheduled.at(-1) as number),
        device(departures[0]),
        device(arrivals[driven - 1]),
        'In service',
        `${relationship}\n`,
      ].join(',')
    })
    .join('')
}
