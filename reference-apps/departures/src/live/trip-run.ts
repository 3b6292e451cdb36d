import type { ScheduleTrip } from '../gtfs/schedule.ts'

/** A trip on one service day, with what is known of it so far. Times are epoch seconds, NaN where unknown. */
export type TripRun = {
  /** `<date>/<trip id>` */
  key: string
  date: string
  trip: ScheduleTrip
  /** When the service day begins, from which its schedule counts. */
  dayStartS: number
  isCancelled: boolean
  /** Places in the trip that it leaves out. */
  skipped: Set<number>
  arrivedS: Float64Array
  departedS: Float64Array
  /** The last place that it has left or passed, −1 before the first. */
  reached: number
  vehicle: VehicleName | null
}

export type VehicleName = { id: string; label: string | null }

/** A run of which nothing is known yet. */
export function tripRun(date: string, trip: ScheduleTrip, dayStartS: number): TripRun {
  const stops = trip.stops.length
  return {
    key: runKey(date, trip.id),
    date,
    trip,
    dayStartS,
    isCancelled: false,
    skipped: new Set(),
    arrivedS: new Float64Array(stops).fill(Number.NaN),
    departedS: new Float64Array(stops).fill(Number.NaN),
    reached: -1,
    vehicle: null,
  }
}

/** The key of a trip on a service date. */
export function runKey(date: string, tripId: string): string {
  return `${date}/${tripId}`
}

/** When the run is due to leave a place. */
export function scheduledDeparture(run: TripRun, place: number): number {
  return run.dayStartS + (run.trip.stops[place]?.departureS ?? Number.NaN)
}
