import { orderByTime } from './order-by-time.ts'
import type { ServiceDay } from './service-day.ts'

/** Time (s) from each observed departure to the next of its partition on the day; NaN for the last. */
export function gapToNext(day: ServiceDay): Float64Array {
  const result = new Float64Array(day.stop.length).fill(Number.NaN)
  const order = orderByTime(day.observed, (v) => !Number.isNaN(day.observed[v]!))
  /** By partition: the time of the next departure, and the one after all of its moment. */
  const next = new Map<number, { time: number; after: number }>()
  for (let k = order.length - 1; k >= 0; k--) {
    const v = order[k]!
    const time = day.observed[v]!
    const later = next.get(day.partition[v]!)
    // Departures of the same moment are one for a rider.
    const after = later === undefined ? Number.NaN : later.time === time ? later.after : later.time
    result[v] = after - time
    if (later === undefined) next.set(day.partition[v]!, { time, after })
    else {
      later.time = time
      later.after = after
    }
  }
  return result
}
