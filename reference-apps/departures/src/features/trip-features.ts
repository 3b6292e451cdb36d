import { at } from './feature-list.ts'
import { orZero } from './or-zero.ts'
import type { ServiceDay } from './service-day.ts'

/** How the trip has gone up to its departure from visit i. */
export function tripSoFar(day: ServiceDay, i: number, row: Float32Array): void {
  const delay = delayAt(day, i)
  const one = earlier(day, i, 1)
  const three = earlier(day, i, 3)
  const standing = day.observed[i]! - day.observedArrival[i]!
  const planned = day.scheduled[i]! - day.scheduledArrival[i]!
  row[at.has_position] = 1
  row[at.delay_s] = delay
  row[at.delay_change_1] = one >= 0 ? delay - delayAt(day, one) : 0
  row[at.delay_change_3] = three >= 0 ? delay - delayAt(day, three) : 0
  row[at.delay_at_start] = delayAt(day, earlier(day, i, Number.POSITIVE_INFINITY, i))
  row[at.dwell_excess_s] = orZero(standing - planned)
  row[at.second_of_minute] = ((day.observed[i]! % 60) + 60) % 60
}

/** Scheduled standing time at a visit (s), 0 where the schedule does not say. */
export function scheduledDwell(day: ServiceDay, v: number): number {
  return orZero(day.scheduled[v]! - day.scheduledArrival[v]!)
}

function delayAt(day: ServiceDay, v: number): number {
  return day.observed[v]! - day.scheduled[v]!
}

/** The visit `steps` observed stops before i, or the earliest there is; `otherwise` when there is none. */
function earlier(day: ServiceDay, i: number, steps: number, otherwise = -1): number {
  let found = otherwise
  const start = day.start[day.tripOf[i]!]!
  for (let v = i - 1; v >= start && steps > 0; v--) {
    // A visit that claims to come later has not been seen yet.
    if (!(day.observed[v]! <= day.observed[i]!) || Number.isNaN(day.scheduled[v]!)) continue
    found = v
    steps--
  }
  return found
}
