import { type Names, type ServiceDay, serviceDay } from '../features/service-day.ts'
import type { Schedule } from '../gtfs/schedule.ts'
import { tripsOn } from '../gtfs/schedule.ts'
import { serviceDayStart } from '../gtfs/service-day-start.ts'
import { scheduledDeparture, type TripRun, tripRun } from './trip-run.ts'
import type { ZoneClock } from './zone-clock.ts'

/** All trips of a service date as they are to run. */
export type ScheduledDay = {
  date: string
  startS: number
  /** When the last trip is due at its end (epoch s). */
  endS: number
  /** 00:00 UTC of the date: what times of `day` count from (epoch s). */
  midnightS: number
  /** By trip id, in the order of `day.tripIds`. */
  runs: Map<string, TripRun>
  /** The same for the features: nothing observed yet. */
  day: ServiceDay
  /** The run of each trip of `day`. */
  runOf: TripRun[]
  /** The number of each run's trip in `day`. */
  tripOf: Map<TripRun, number>
}

/** The trips of a date with their scheduled times; `names` is shared with the history. */
export function scheduledDay(schedule: Schedule, date: string, names: Names, clock: ZoneClock): ScheduledDay {
  const startS = serviceDayStart(schedule, date)
  const trips = tripsOn(schedule, date)
    .filter(({ stops }) => stops.length > 1)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  const runOf = trips.map((trip) => tripRun(date, trip, startS))
  const visits = runOf.flatMap((run) => run.trip.stops.map((stop) => ({ run, stop })))
  const unknown = () => new Float64Array(visits.length).fill(Number.NaN)
  const columns = {
    tripId: visits.map(({ run }) => run.trip.id),
    routeId: visits.map(({ run }) => run.trip.routeId),
    directionId: visits.map(({ run }) => run.trip.directionId),
    stopId: visits.map(({ stop }) => stop.stopId),
    scheduledArrival: Float64Array.from(visits, ({ stop }) => startS + stop.arrivalS),
    scheduled: Float64Array.from(visits, ({ stop }) => startS + stop.departureS),
    observedArrival: unknown(),
    observed: unknown(),
    utcOffset: Float64Array.from(visits, ({ stop }) => clock.offsetS(startS + stop.departureS)),
  }
  return {
    date,
    startS,
    endS: runOf.reduce(
      (end, run) => Math.max(end, scheduledDeparture(run, run.trip.stops.length - 1)),
      startS,
    ),
    midnightS: Date.parse(`${date}T00:00:00Z`) / 1000,
    runs: new Map(runOf.map((run) => [run.trip.id, run])),
    day: serviceDay(date, columns, 0, visits.length, names),
    runOf,
    tripOf: new Map(runOf.map((run, trip) => [run, trip])),
  }
}
