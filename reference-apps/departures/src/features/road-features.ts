import type { ExpectedDay } from './expected-day.ts'
import { at } from './feature-list.ts'
import { orZero } from './or-zero.ts'
import type { RoadState } from './road-state.ts'
import type { ServiceDay } from './service-day.ts'

/** Ages and gaps are cut off here (s). */
export const far = 7200

/** The road ahead of visit i, walked stop by stop: what other vehicles met there, and how the leader fares. */
export type RoadAhead = {
  from: number
  now: number
  gain: number
  gainBefore: number
  age: number
  /** Latest known visit of the last vehicle that left i the same way, −1 for none, and its visit at i. */
  leader: number
  leaderFrom: number
  leaderChange: number
}

/** At visit i, before the first step. */
export function roadAhead(day: ServiceDay, expected: ExpectedDay, state: RoadState, i: number): RoadAhead {
  const last = i + 1 === day.start[day.tripOf[i]! + 1] ? -1 : state.lastLeft[expected.segment[i + 1]!]!
  const now = day.observed[i]!
  return { from: i, now, gain: 0, gainBefore: 0, age: 0, leader: last, leaderFrom: last, leaderChange: 0 }
}

/** One stop on, to visit j. */
export function stepAhead(
  road: RoadAhead,
  day: ServiceDay,
  expected: ExpectedDay,
  state: RoadState,
  j: number,
): void {
  const segment = expected.segment[j]!
  const age = road.now - state.lastTime[segment]!
  if (age <= far) {
    road.gain += state.lastGain[segment]!
    road.gainBefore += orZero(state.beforeGain[segment]!)
    road.age += age
  } else {
    road.age += far
  }
  if (road.leader >= 0) followLeader(road, day, state, j)
}

/** The leader's place at stop j, if it goes there and has been seen there. */
function followLeader(road: RoadAhead, day: ServiceDay, state: RoadState, j: number): void {
  const trip = day.tripOf[road.leader]!
  const end = Math.min(road.leader + 4, state.tripAt[trip]! + 1)
  let next = road.leader
  while (next < end && day.stop[next] !== day.stop[j]) next++
  if (next >= end || Number.isNaN(day.observed[next]!)) return
  road.leader = next
  const before = day.observed[road.leaderFrom]! - day.scheduled[road.leaderFrom]!
  road.leaderChange = day.observed[next]! - day.scheduled[next]! - before
}

/** What is known of the road up to visit j. */
export function roadFeatures(
  road: RoadAhead,
  day: ServiceDay,
  expected: ExpectedDay,
  state: RoadState,
  j: number,
  row: Float32Array,
): void {
  const steps = j - road.from
  const { leader, leaderFrom } = road
  row[at.road_gain] = road.gain
  row[at.road_gain_before] = road.gainBefore
  row[at.road_age_s] = road.age / steps
  row[at.leader_gap_s] = leaderFrom >= 0 ? Math.min(far, road.now - day.observed[leaderFrom]!) : far
  row[at.leader_delay_change] = road.leaderChange
  row[at.leader_reached] = leaderFrom >= 0 ? (leader - leaderFrom) / steps : 0
  vehicleAhead(day, expected, state, j, row[at.delay_s]!, row)
}

/** The vehicle scheduled before this one over the segment into visit j. */
function vehicleAhead(
  day: ServiceDay,
  expected: ExpectedDay,
  state: RoadState,
  j: number,
  delay: number,
  row: Float32Array,
): void {
  row[at.ahead_gap_s] = far
  row[at.ahead_delay] = 0
  row[at.ahead_departed] = 0
  const before = expected.ahead[j]!
  if (before < 0) return
  const trip = day.tripOf[before]!
  const place = state.tripAt[trip]!
  const departed = place >= before
  const delayThere =
    place < 0 ? 0 : departed ? day.observed[before]! - day.scheduled[before]! : state.tripDelay[trip]!
  const gap = day.scheduled[j]! + delay - (day.scheduled[before]! + orZero(delayThere))
  row[at.ahead_gap_s] = Math.max(-far, Math.min(far, gap))
  row[at.ahead_delay] = place < 0 ? 0 : orZero(delayThere) - delay
  row[at.ahead_departed] = departed ? 1 : 0
}
