import type { LiveState } from './live-state.ts'
import { scheduledDeparture, type TripRun } from './trip-run.ts'

/** So long after it was due (s), a trip that nobody has seen is not waited for any more. */
const longestWait = 1200

/** Whether the vehicle of a run that has begun is not heard of, not on its route or on another trip. */
export function isSilent(state: LiveState, { reached, vehicle, key }: TripRun): boolean {
  if (vehicle === null) return reached >= 0
  const standing = state.standing.get(vehicle.id)
  const isLost = standing === undefined || standing === 'stale' || standing === 'offRoute'
  return isLost ? reached >= 0 : state.runOf.get(vehicle.id)?.key !== key
}

/**
 * At its end, or not seen long after it was due. A trip that was due before anybody watched, and has no vehicle now, is
 * over or does not run.
 */
export function isOver(state: LiveState, run: TripRun): boolean {
  const { nowS, watchedSinceS } = state
  const last = run.trip.stops.length - 1
  if (run.reached >= last) return true
  const since = nowS - scheduledDeparture(run, last)
  if (since > 3 * 3600) return true
  if (run.reached >= 0 || run.vehicle !== null)
    return run.reached >= 0 && since > longestWait && isSilent(state, run)
  const due = scheduledDeparture(run, 0)
  return nowS - due > longestWait || (due < watchedSinceS && nowS - watchedSinceS > 60)
}
