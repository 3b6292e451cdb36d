import type { ScheduledRoute } from '../schedule/schedule.ts'
import type { ScheduledTrip } from '../schedule/timetable.ts'

/**
 * How a trip went. Times are seconds since the service day began, by the places of its pattern; NaN where the vehicle
 * did not come.
 */
export type TripRun = {
  trip: ScheduledTrip
  relationship: 'Scheduled' | 'Added' | 'Canceled'
  vehicle: string
  arrivals: Float64Array
  departures: Float64Array
  /** 1 where nobody could get on: closed stops, and those after an early turn. */
  skipped: Uint8Array
  /** Places that were driven; fewer than the pattern has when the vehicle turned early, none when it was cancelled. */
  driven: number
  /** The trip that the vehicle says it runs; another one where the driver signed on wrongly. */
  reported: ScheduledTrip
}

/** What one vehicle did on a day: its trips in the order it ran them, the cancelled ones left out. */
export type BlockRun = { vehicle: string; trips: TripRun[] }

/** A route on a service day, both directions: trips by their scheduled starts. */
export type RouteRun = { route: ScheduledRoute; day: number; trips: TripRun[]; blocks: BlockRun[] }
