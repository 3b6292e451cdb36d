import { orderByTime } from './order-by-time.ts'
import type { ServiceDay } from './service-day.ts'

/** A prediction is made for departures at most this far ahead (s). */
export const longestHorizon = 1800

/**
 * Goes through a day's departures in the order of time: `predict` at each, then `see`. Departures of the same moment
 * are all predicted from before any of them is seen.
 */
export function replayDay(
  day: ServiceDay,
  predict: (visit: number) => void,
  see: (visit: number) => void,
): void {
  const order = departuresInOrder(day)
  for (let at = 0; at < order.length; ) {
    const time = day.observed[order[at]!]!
    let end = at
    while (end < order.length && day.observed[order[end]!] === time) end++
    for (let k = at; k < end; k++) predict(order[k]!)
    for (let k = at; k < end; k++) see(order[k]!)
    at = end
  }
}

/** Whether the departure j is predicted from i, an earlier visit of the trip: it follows within 30 minutes. */
export function isPredicted(day: ServiceDay, i: number, j: number): boolean {
  const ahead = day.observed[j]! - day.observed[i]!
  return ahead > 0 && ahead <= longestHorizon && !Number.isNaN(day.scheduled[j]!)
}

/** The visit of a trip that is predicted without a position: its first observed one; -1 when there is none. */
export function firstPredicted(day: ServiceDay, trip: number): number {
  // Nobody can say ten minutes before when a trip without a schedule is due.
  if (day.unscheduled[trip] === 1) return -1
  const end = day.start[trip + 1]!
  let j = day.start[trip]!
  while (j < end && Number.isNaN(day.observed[j]!)) j++
  return j === end || Number.isNaN(day.scheduled[j]!) ? -1 : j
}

function departuresInOrder(day: ServiceDay): Int32Array {
  return orderByTime(day.observed, (v) => !Number.isNaN(day.observed[v]!) && !Number.isNaN(day.scheduled[v]!))
}
