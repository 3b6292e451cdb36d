import type { City } from '../network.ts'
import { observeTrip } from '../run/observe-trip.ts'
import { tripPings } from '../run/pings.ts'
import type { RouteRun, TripRun } from '../run/route-run.ts'
import { clockOffset, type DayRun } from '../run/run-day.ts'
import { createLocalTime } from './local-time.ts'

export const visitColumns = [
  'service_date',
  'trip_id_performed',
  'trip_stop_sequence',
  'scheduled_stop_sequence',
  'pattern_id',
  'vehicle_id',
  'stop_id',
  'timepoint',
  'schedule_arrival_time',
  'schedule_departure_time',
  'actual_arrival_time',
  'actual_departure_time',
  'distance',
  'schedule_relationship',
  'received_time',
]

/** The stop visits of a route on a day as the central system has them, as lines of CSV. */
export function visitRows(city: City, dayRun: DayRun, run: RouteRun): string {
  const { cityDay } = dayRun
  const time = createLocalTime(cityDay.startS, city.timeZone)
  const offsetS = clockOffset(cityDay, run.route)
  const lines: string[] = []
  for (const trip of run.trips) {
    const rows = trip.relationship === 'Canceled' ? cancelledRows : drivenRows
    rows(city, cityDay, trip, offsetS, time, lines)
  }
  return lines.join('')
}

type WriteRows = (
  city: City,
  day: { day: number; date: string },
  run: TripRun,
  offsetS: number,
  time: (seconds: number) => string,
  lines: string[],
) => void

const drivenRows: WriteRows = (city, { day, date }, run, offsetS, time, lines) => {
  const { arrivals, departures, received } = observeTrip(city, run, day, tripPings(city, run, day), offsetS)
  const { reported, skipped, vehicle } = run
  const added = run.relationship === 'Added'
  const { pattern } = reported
  for (let index = 0; index < departures.length; index++) {
    const at = pattern.stops[index]
    if (!at) continue
    const scheduled = time(reported.departures[index] as number)
    const seen = !Number.isNaN(departures[index] as number)
    const relationship = skipped[index] ? 'Skipped' : seen ? (added ? 'Added' : 'Scheduled') : 'Missing'
    lines.push(
      `${date},${reported.id},${index + 1},${added ? '' : index + 1},${pattern.id},${vehicle},${at.stop.id},${at.timepoint},${scheduled},${scheduled},${time(arrivals[index] as number)},${time(departures[index] as number)},${Math.round(at.lengthM)},${relationship},${time(received[index] as number)}\n`,
    )
  }
}

const cancelledRows: WriteRows = (_, { date }, { trip }, __, time, lines) => {
  trip.pattern.stops.forEach((at, index) => {
    const scheduled = time(trip.departures[index] as number)
    lines.push(
      `${date},${trip.id},${index + 1},${index + 1},${trip.pattern.id},,${at.stop.id},${at.timepoint},${scheduled},${scheduled},,,${Math.round(at.lengthM)},Skipped,\n`,
    )
  })
}
