import type { DayInHand } from './day-in-hand.ts'
import type { VehicleFix } from './matcher/vehicle-fix.ts'
import { scheduledDeparture, type TripRun } from './trip-run.ts'

/**
 * The run that a fix is on. Where the feed does not say of which service date its trip is, it is the one whose times are
 * nearest to the fix: after midnight, yesterday's late trips.
 */
export function findRun(days: ReadonlyMap<string, DayInHand>, fix: VehicleFix): TripRun | undefined {
  if (fix.tripId === null) return undefined
  if (fix.startDate !== null) {
    const named = days.get(fix.startDate)?.runs.get(fix.tripId)
    if (named) return named
  }
  let nearest: TripRun | undefined
  let least = 6 * 3600
  for (const day of days.values()) {
    const run = day.runs.get(fix.tripId)
    if (!run) continue
    const from = scheduledDeparture(run, 0)
    const to = scheduledDeparture(run, run.trip.stops.length - 1)
    const off = Math.max(0, from - fix.atS, fix.atS - to)
    if (off < least) {
      least = off
      nearest = run
    }
  }
  return nearest
}
