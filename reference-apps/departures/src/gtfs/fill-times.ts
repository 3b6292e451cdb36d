import { DomainError } from '@headway/kit/errors'
import type { ScheduleTrip } from './schedule.ts'

export const unknownTime = -1

/**
 * Gives the stops of a trip that have no time one between the times around them, by distance (by their number where
 * there is no distance), in whole seconds; how many there were. INVALID_ARGUMENT when the first or last has none.
 */
export function fillTimes(trip: ScheduleTrip): number {
  const { stops } = trip
  let filled = 0
  let before = 0
  for (const [k, stop] of stops.entries()) {
    if (stop.arrivalS === unknownTime) continue
    for (let at = before + 1; at < k; at++) {
      const timeS = between(trip, before, at, k)
      Object.assign(stops[at]!, { arrivalS: timeS, departureS: timeS, isInterpolated: true })
      filled++
    }
    before = k
  }
  const end = stops[0]?.arrivalS === unknownTime ? stops[0] : stops[before + 1]
  if (!end) return filled
  throw new DomainError(
    'INVALID_ARGUMENT',
    `stop_times.txt has no time for trip ${trip.id} at stop_sequence ${end.sequence}, its ${end === stops[0] ? 'first' : 'last'} stops`,
    {
      field: 'stop_times.txt: arrival_time',
      value: '',
      expected: 'a time at the first and the last stop of a trip',
    },
  )
}

function between({ stops }: ScheduleTrip, before: number, at: number, after: number): number {
  const from = stops[before]!
  const to = stops[after]!
  const length = to.distM - from.distM
  const share = length > 0 ? (stops[at]!.distM - from.distM) / length : (at - before) / (after - before)
  return Math.round(from.departureS + Math.min(1, Math.max(0, share)) * (to.arrivalS - from.departureS))
}
