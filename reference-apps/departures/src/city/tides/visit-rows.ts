import type { City } from '../network.ts'
import { observeTrip } from '../run/observe-trip.ts'
import { tripPings } from '../run/pings.ts'
import type { RouteRun, TripRun } from '../run/route-run.ts'
import { clockOffset, type DayRun } from '../run/run-day.ts'
import type { Pattern } from '../streets/pattern.ts'
import type { LocalTime } from './local-time.ts'

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
export function visitRows(city: City, { cityDay }: DayRun, run: RouteRun, time: LocalTime): string {
  const offsetS = clockOffset(cityDay, run.route)
  let text = ''
  for (const trip of run.trips) {
    text +=
      trip.relationship === 'Canceled'
        ? cancelledRows(cityDay.date, trip, time)
        : drivenRows(city, cityDay, trip, offsetS, time)
  }
  return text
}

/** A trip's wrong sign-on shows as the other trip's row: two that follow each other have patterns of the same length. */
function drivenRows(
  city: City,
  { day, date }: { day: number; date: string },
  run: TripRun,
  offsetS: number,
  time: LocalTime,
): string {
  const { arrivals, departures, received } = observeTrip(city, run, day, tripPings(city, run, day), offsetS)
  const { reported, skipped } = run
  const isAdded = run.relationship === 'Added'
  const places = placeTexts(reported.pattern)
  const trip = `${date},${reported.id},`
  const vehicle = `,${reported.pattern.id},${run.vehicle},`
  let text = ''
  for (let index = 0; index < departures.length; index++) {
    const place = places[index] as PlaceText
    const scheduled = time(reported.departures[index] as number)
    const isSeen = !Number.isNaN(departures[index] as number)
    const relationship = skipped[index] ? 'Skipped' : !isSeen ? 'Missing' : isAdded ? 'Added' : 'Scheduled'
    text += trip + (isAdded ? `${index + 1},` : place.sequence) + vehicle + place.stop + scheduled
    text += `,${scheduled},${time(arrivals[index] as number)},${time(departures[index] as number)}`
    text += `${place.distance + relationship},${time(received[index] as number)}\n`
  }
  return text
}

function cancelledRows(date: string, { trip }: TripRun, time: LocalTime): string {
  let text = ''
  for (const [index, { sequence, stop, distance }] of placeTexts(trip.pattern).entries()) {
    const scheduled = time(trip.departures[index] as number)
    text += `${date},${trip.id},${sequence},${trip.pattern.id},,${stop}${scheduled},${scheduled},,${distance}Skipped,\n`
  }
  return text
}

type PlaceText = { sequence: string; stop: string; distance: string }
const known = new WeakMap<Pattern, PlaceText[]>()

/** What every row of a place of a pattern has. */
function placeTexts(pattern: Pattern): PlaceText[] {
  let texts = known.get(pattern)
  if (!texts) {
    texts = pattern.stops.map(({ stop, timepoint, lengthM }, index) => ({
      sequence: `${index + 1},${index + 1}`,
      stop: `${stop.id},${timepoint},`,
      distance: `,${Math.round(lengthM)},`,
    }))
    known.set(pattern, texts)
  }
  return texts
}
