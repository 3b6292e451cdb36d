import { bandOf, bandsPerPair, findPair, type PairHistory, rememberGain } from '../history/pair-history.ts'
import type { ServiceDay } from './service-day.ts'

/**
 * Gives trips without any scheduled time one to go by: from their first observed departure on, the usual travel times
 * of earlier days. Such a trip has delays and can be predicted once it is on its way, but is not due before: it is
 * marked in `unscheduled`. Beyond a segment that earlier days do not know, its visits stay without a time.
 */
export function fillSchedule(day: ServiceDay, travels: PairHistory): void {
  for (let trip = 0; trip + 1 < day.start.length; trip++) {
    const start = day.start[trip]!
    const end = day.start[trip + 1]!
    if (!isUnscheduled(day, start, end)) continue
    day.unscheduled[trip] = 1
    let v = start
    while (v < end && Number.isNaN(day.observed[v]!)) v++
    if (v === end) continue
    const offset = day.timeOfDay[v]! - day.observed[v]!
    day.scheduled[v] = day.observed[v]!
    for (v++; v < end; v++) {
      day.scheduled[v] = day.scheduled[v - 1]! + usualTravel(day, travels, v)
      // What was there came from the actual time, which nobody knows in advance.
      day.timeOfDay[v] = day.scheduled[v]! + offset
    }
  }
}

/** Takes the travel times (s) between consecutive stops of a finished day's unscheduled trips. */
export function learnTravels(day: ServiceDay, travels: PairHistory): void {
  for (let v = 1; v < day.stop.length; v++) {
    const trip = day.tripOf[v]!
    if (trip !== day.tripOf[v - 1] || day.unscheduled[trip] === 0) continue
    const travel = day.observed[v]! - day.observed[v - 1]!
    if (!(travel > 0)) continue
    const band = bandOf(day.timeOfDay[v - 1]!, day.weekday)
    if (Number.isNaN(band)) continue
    rememberGain(travels, day.partition[v - 1]!, day.partition[v]!, band, travel)
  }
}

function isUnscheduled(day: ServiceDay, start: number, end: number): boolean {
  for (let v = start; v < end; v++) if (!Number.isNaN(day.scheduled[v]!)) return false
  return true
}

function usualTravel(day: ServiceDay, travels: PairHistory, v: number): number {
  const pair = findPair(travels, day.partition[v - 1]!, day.partition[v]!)
  if (pair < 0) return Number.NaN
  const banded = pair * bandsPerPair + bandOf(day.timeOfDay[v - 1]!, day.weekday)
  const enough = (travels.banded.count[banded] ?? 0) >= 5
  return enough ? travels.banded.median[banded]! : travels.all.median[pair]!
}
