import { daySegments } from '../features/day-segments.ts'
import type { ServiceDay } from '../features/service-day.ts'
import { findVisit, runsKept, type VisitHistory } from '../history/visit-history.ts'
import { initialError, kalman } from './kalman-filter.ts'

/** The filter on one service day: what it knows of each segment (one stop to the next). */
export type KalmanDay = {
  /** Number of the segment that ends at each visit, -1 at the first stop of a trip. */
  segment: Int32Array
  lastTravel: Float64Array
  error: Float64Array
  /** The same trip's travel times to each visit on its last days (ms). */
  history: number[][]
}

const daysWanted = 3
const daysSearched = 21

/** The filter at the beginning of a day. */
export function kalmanDay(day: ServiceDay, visits: VisitHistory): KalmanDay {
  const { segment, segments } = daySegments(day)
  const slot = Int32Array.from(day.partition, (partition, v) =>
    findVisit(visits, partition, day.timeOfDay[v]!),
  )
  const history = Array.from(segment, (number, v) => (number < 0 ? [] : lastTravels(day, visits, slot, v)))
  return {
    segment,
    lastTravel: new Float64Array(segments).fill(Number.NaN),
    error: new Float64Array(segments).fill(initialError),
    history,
  }
}

/** Predicted travel time (s) from the stop before to visit v: the filter, else the trip's history, else the schedule. */
export function predictSegment(state: KalmanDay, day: ServiceDay, v: number): number {
  const segment = state.segment[v]!
  const history = state.history[v]!
  const last = state.lastTravel[segment]!
  if (history.length === daysWanted && !Number.isNaN(last)) {
    return kalman(history, last, state.error[segment]!).prediction / 1000
  }
  if (history.length > 0) return history.reduce((sum, time) => sum + time, 0) / history.length / 1000
  return day.scheduled[v]! - day.scheduled[v - 1]!
}

/** Takes the travel time of a vehicle that has left visit v. */
export function seeTravel(state: KalmanDay, day: ServiceDay, v: number): void {
  const segment = state.segment[v]!
  if (segment < 0) return
  const travel = (day.observed[v]! - day.observed[v - 1]!) * 1000
  if (!(travel > 0)) return
  const last = state.lastTravel[segment]!
  const history = state.history[v]!
  if (history.length === daysWanted && !Number.isNaN(last)) {
    state.error[segment] = kalman(history, last, state.error[segment]!).error
  }
  state.lastTravel[segment] = travel
}

/** Travel times (ms) of the same scheduled trip over the segment that ends at v, the latest first. */
function lastTravels(day: ServiceDay, visits: VisitHistory, slot: Int32Array, v: number): number[] {
  const to = slot[v]!
  const from = slot[v - 1]!
  if (to < 0 || from < 0) return []
  const scheduled = day.scheduled[v]! - day.scheduled[v - 1]!
  const found: { day: number; travel: number }[] = []
  for (let r = 0; r < runsKept; r++) {
    const then = visits.days[to * runsKept + r]!
    if (then === 0 || day.day - then > daysSearched) continue
    for (let q = 0; q < runsKept; q++) {
      if (visits.days[from * runsKept + q] !== then) continue
      const gain = visits.delays[to * runsKept + r]! - visits.delays[from * runsKept + q]!
      found.push({ day: then, travel: (scheduled + gain) * 1000 })
    }
  }
  found.sort((a, b) => b.day - a.day)
  return found.slice(0, daysWanted).map(({ travel }) => travel)
}
