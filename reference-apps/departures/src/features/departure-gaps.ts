import type { ServiceDay } from './service-day.ts'

/** Time (s) from each observed departure to the next of its partition on the day; NaN for the last. */
export function gapToNext(day: ServiceDay): Float64Array {
  const result = new Float64Array(day.stop.length).fill(Number.NaN)
  const order = Int32Array.from(day.stop.keys())
    .filter((v) => !Number.isNaN(day.observed[v]!))
    .sort((a, b) => day.partition[a]! - day.partition[b]! || day.observed[a]! - day.observed[b]!)
  for (let k = 0; k + 1 < order.length; k++) {
    const v = order[k]!
    // Departures of the same moment are one for a rider.
    let n = k + 1
    while (
      n < order.length &&
      day.partition[order[n]!] === day.partition[v] &&
      day.observed[order[n]!] === day.observed[v]
    )
      n++
    const next = order[n]
    if (next !== undefined && day.partition[next] === day.partition[v]) {
      result[v] = day.observed[next]! - day.observed[v]!
    }
  }
  return result
}
