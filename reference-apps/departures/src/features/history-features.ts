import {
  bandOf,
  bandsPerPair,
  type PairHistory,
  pairOfTrip,
  type TripPartitions,
} from '../history/pair-history.ts'
import { runsKept, type VisitHistory } from '../history/visit-history.ts'
import { type ExpectedDay, medianOf } from './expected-day.ts'
import { at } from './feature-list.ts'
import { orZero } from './or-zero.ts'
import type { ServiceDay } from './service-day.ts'

const gains = new Float64Array(runsKept)

/** What the same scheduled trip did between visits i and j on its last days (to j alone when i is −1). */
export function tripHistory(
  visits: VisitHistory,
  expected: ExpectedDay,
  today: number,
  i: number,
  j: number,
  delay: number,
  row: Float32Array,
): void {
  const to = expected.slot[j]! * runsKept
  const from = i >= 0 ? expected.slot[i]! * runsKept : 0
  let n = 0
  let lastDay = 0
  let last = 0
  let recent = 0
  let recentWeight = 0
  let alike = 0
  let alikeWeight = 0
  if (to >= 0 && from >= 0) {
    for (let r = 0; r < runsKept; r++) {
      const day = visits.days[to + r]!
      if (day === 0) continue
      let then = 0
      if (i >= 0) {
        let q = r
        if (visits.days[from + q] !== day) {
          for (q = 0; q < runsKept && visits.days[from + q] !== day; q++);
          if (q === runsKept) continue
        }
        then = visits.delays[from + q]!
      }
      const gain = visits.delays[to + r]! - then
      gains[n++] = gain
      if (day > lastDay) {
        lastDay = day
        last = gain
      }
      const weight = 1 / (3 + today - day)
      recent += weight * gain
      recentWeight += weight
      const near = 1 / (30 + Math.abs(then - delay))
      alike += near * gain
      alikeWeight += near
    }
  }
  const median = n ? medianOf(gains, n) : 0
  let spread = 0
  for (let r = 0; r < n; r++) spread += Math.abs(gains[r]! - median)
  row[at.trip_gain_median] = median
  row[at.trip_gain_last] = last
  row[at.trip_gain_recent] = n ? recent / recentWeight : 0
  row[at.trip_gain_alike] = n ? alike / alikeWeight : 0
  row[at.trip_gain_spread] = n ? spread / n : 0
  row[at.trip_runs] = n
  row[at.trip_delay_median] = orZero(expected.medianDelay[j]!)
  row[at.trip_floor_gain] =
    i >= 0 ? orZero(expected.floor[j]! - expected.floor[i]!) : orZero(expected.floor[j]!)
  row[at.lateness_over_floor] = i >= 0 ? orElse(delay - expected.floor[i]!, delay) : 0
  row[at.trip_surprise] = i >= 0 ? orElse(delay - expected.medianDelay[i]!, delay) : 0
}

/** What all trips of the route and direction gained between visits i and j (their delay at j when i is −1). */
export function pairHistory(
  pairs: PairHistory,
  day: ServiceDay,
  trip: TripPartitions,
  i: number,
  j: number,
  row: Float32Array,
): void {
  const start = day.start[day.tripOf[j]!]!
  const pair = pairOfTrip(pairs, trip, i >= 0 ? i - start : -1, j - start)
  if (pair < 0) {
    row[at.pair_gain_median] = row[at.pair_gain_mean] = row[at.pair_gain_band] = row[at.pair_gain_scale] = 0
    return
  }
  const banded = pair * bandsPerPair + bandOf(day.timeOfDay[j]!, day.weekday)
  const seen = pairs.banded.count[banded]!
  row[at.pair_gain_median] = pairs.all.median[pair]!
  row[at.pair_gain_mean] = pairs.all.mean[pair]!
  row[at.pair_gain_band] = (seen * pairs.banded.median[banded]! + 5 * pairs.all.median[pair]!) / (seen + 5)
  row[at.pair_gain_scale] = pairs.all.scale[pair]!
}

/** What history expects to be gained; two days of the same trip weigh as much as all trips of the route. */
export function usualGain(row: Float32Array): number {
  return (
    (row[at.trip_runs]! * row[at.trip_gain_median]! + 2 * row[at.pair_gain_median]!) /
    (row[at.trip_runs]! + 2)
  )
}

function orElse(value: number, otherwise: number): number {
  return Number.isNaN(value) ? otherwise : value
}
