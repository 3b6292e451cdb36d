import { findPair, type PairHistory } from '../history/pair-history.ts'
import { findVisit, runsKept, type VisitHistory } from '../history/visit-history.ts'
import { daySegments } from './day-segments.ts'
import { orderByTime } from './order-by-time.ts'
import type { ServiceDay } from './service-day.ts'

/** What history expects of each visit of a day, looked up once before the day begins. */
export type ExpectedDay = {
  /** Place of each visit in the visit history, -1 for none. */
  slot: Int32Array
  /** Median delay of the same scheduled visit, NaN where it has no history. */
  medianDelay: Float64Array
  /** Least delay of the same scheduled visit, NaN where it has no history. */
  floor: Float64Array
  /** Usual gain from the visit before it in the trip. */
  usualGain: Float64Array
  /** The visit scheduled before it over the same segment, -1 for none. */
  ahead: Int32Array
  /** Number of the segment that ends at this visit, -1 at the first stop of a trip. */
  segment: Int32Array
  segments: number
}

const scratch = new Float64Array(runsKept)

/** Looks up what is expected of a day's visits. */
export function expectedDay(day: ServiceDay, visits: VisitHistory, pairs: PairHistory): ExpectedDay {
  const n = day.stop.length
  const result: ExpectedDay = {
    slot: new Int32Array(n),
    medianDelay: new Float64Array(n),
    floor: new Float64Array(n),
    usualGain: new Float64Array(n),
    ahead: new Int32Array(n).fill(-1),
    ...daySegments(day),
  }
  for (let v = 0; v < n; v++) {
    const slot = findVisit(visits, day.partition[v]!, day.timeOfDay[v]!)
    result.slot[v] = slot
    let known = 0
    let floor = Number.POSITIVE_INFINITY
    if (slot >= 0) {
      for (let r = 0; r < runsKept; r++) {
        if (visits.days[slot * runsKept + r] === 0) continue
        const delay = visits.delays[slot * runsKept + r]!
        scratch[known++] = delay
        if (delay < floor) floor = delay
      }
    }
    result.medianDelay[v] = known ? medianOf(scratch, known) : Number.NaN
    result.floor[v] = known ? floor : Number.NaN
  }
  for (let v = 1; v < n; v++) {
    if (result.segment[v]! < 0) continue
    const usual = result.medianDelay[v]! - result.medianDelay[v - 1]!
    if (!Number.isNaN(usual)) {
      result.usualGain[v] = usual
    } else {
      const pair = findPair(pairs, day.partition[v - 1]!, day.partition[v]!)
      result.usualGain[v] = pair >= 0 ? pairs.all.median[pair]! : 0
    }
  }
  linkAhead(day, result)
  return result
}

function linkAhead(day: ServiceDay, expected: ExpectedDay): void {
  const order = orderByTime(day.scheduled, (v) => !Number.isNaN(day.scheduled[v]!))
  const last = new Int32Array(expected.segments).fill(-1)
  for (const v of order) {
    const segment = expected.segment[v]!
    if (segment < 0) continue
    expected.ahead[v] = last[segment]!
    last[segment] = v
  }
}

/** Median of the first n values; sorts them in place. */
export function medianOf(values: Float64Array, n: number): number {
  for (let i = 1; i < n; i++) {
    const value = values[i]!
    let j = i - 1
    while (j >= 0 && values[j]! > value) {
      values[j + 1] = values[j]!
      j--
    }
    values[j + 1] = value
  }
  const middle = n >> 1
  return n % 2 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2
}
