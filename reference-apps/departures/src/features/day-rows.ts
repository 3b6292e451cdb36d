import { bandOf, bandsPerPair, findPair, type PairHistory } from '../history/pair-history.ts'
import { runsKept, type VisitHistory } from '../history/visit-history.ts'
import { type ExpectedDay, expectedDay, medianOf } from './expected-day.ts'
import { featureCount } from './feature-list.ts'
import { isPredicted, replayDay } from './replay-day.ts'
import { createRoadState, type RoadState, seeDeparture } from './road-state.ts'
import type { ServiceDay } from './service-day.ts'

/** What earlier days teach about this one. */
export type History = { visits: VisitHistory; pairs: PairHistory }

/** Receives one prediction: features (reused between calls), the visit it is made at (-1 before the first) and for. */
export type RowSink = (row: Float32Array, from: number, to: number, madeAt: number) => void

const firstLead = 600
const far = 7200

const gains = new Float64Array(runsKept)

/** Every prediction of a service day with what was known when it was made. */
export function dayRows(day: ServiceDay, history: History, routes: number, sink: RowSink): void {
  const expected = expectedDay(day, history.visits, history.pairs)
  const state = createRoadState(day, expected, routes)
  const row = new Float32Array(featureCount)
  replayDay(
    day,
    (visit) => predictFrom(day, expected, history, state, visit, row, sink),
    (visit) => seeDeparture(state, day, expected, visit),
  )
  for (let trip = 0; trip + 1 < day.start.length; trip++)
    predictFirst(day, expected, history, trip, row, sink)
}

function predictFrom(
  day: ServiceDay,
  expected: ExpectedDay,
  history: History,
  state: RoadState,
  i: number,
  row: Float32Array,
  sink: RowSink,
): void {
  const trip = day.tripOf[i]!
  const end = day.start[trip + 1]!
  const now = day.observed[i]!
  const delay = now - day.scheduled[i]!
  const first = firstObserved(day, i)
  const one = earlier(day, i, 1)
  const three = earlier(day, i, 3)
  const dwell = day.observed[i]! - day.observedArrival[i]! - (day.scheduled[i]! - day.scheduledArrival[i]!)
  let leader = i + 1 < end ? state.lastLeft[expected.segment[i + 1]!]! : -1
  const leaderFrom = leader
  const leaderTrip = leader >= 0 ? day.tripOf[leader]! : -1
  const leaderGap = leader >= 0 ? Math.min(far, now - day.observed[leader]!) : far
  let leaderChange = 0
  let road = 0
  let roadBefore = 0
  let age = 0
  let dwellAhead = 0
  const route = day.route[i]!
  const routeGain = state.routeGain[route]! * Math.exp((state.routeTime[route]! - now) / 1800)
  const systemGain = state.systemGain * Math.exp((state.systemTime - now) / 1800)
  for (let j = i + 1; j < end; j++) {
    const segment = expected.segment[j]!
    const segmentAge = now - state.lastTime[segment]!
    if (segmentAge <= far) {
      road += state.lastGain[segment]!
      age += segmentAge
      if (!Number.isNaN(state.beforeGain[segment]!)) roadBefore += state.beforeGain[segment]!
    } else {
      age += far
    }
    const standing = day.scheduled[j]! - day.scheduledArrival[j]!
    const dwellThere = Number.isNaN(standing) ? 0 : standing
    dwellAhead += dwellThere
    if (leader >= 0) {
      // The leader's place at this stop, if it goes there and has been seen there.
      let next = leader
      const leaderEnd = Math.min(day.start[leaderTrip + 1]!, leader + 4, state.tripAt[leaderTrip]! + 1)
      while (next < leaderEnd && day.stop[next] !== day.stop[j]) next++
      if (next < leaderEnd && !Number.isNaN(day.observed[next]!)) {
        leader = next
        leaderChange =
          day.observed[next]! -
          day.scheduled[next]! -
          (day.observed[leaderFrom]! - day.scheduled[leaderFrom]!)
      }
    }
    if (!isPredicted(day, i, j)) continue

    row[0] = day.scheduled[j]! - day.scheduled[i]!
    row[1] = delay
    row[2] = j - i
    row[3] = 1
    row[4] = one >= 0 ? delay - (day.observed[one]! - day.scheduled[one]!) : 0
    row[5] = three >= 0 ? delay - (day.observed[three]! - day.scheduled[three]!) : 0
    row[6] = day.observed[first]! - day.scheduled[first]!
    row[7] = dwellAhead
    row[8] = dwellThere
    row[9] = Number.isNaN(dwell) ? 0 : dwell
    tripHistory(history.visits, expected, day.day, i, j, delay, row)
    pairHistory(history.pairs, day, i, j, row)
    row[24] = road
    row[25] = roadBefore
    row[26] = age / (j - i)
    row[27] = leaderGap
    row[28] = leaderChange
    row[29] = leaderFrom >= 0 ? (leader - leaderFrom) / (j - i) : 0
    ahead(day, expected, state, j, delay, row)
    row[33] = routeGain
    row[34] = systemGain
    row[35] = day.timeOfDay[j]!
    row[36] = day.weekday
    row[37] = ((now % 60) + 60) % 60
    row[38] = usualGain(row)
    row[39] = Math.max(0, row[0]! + row[38]!)
    sink(row, i, j, now)
  }
}

function predictFirst(
  day: ServiceDay,
  expected: ExpectedDay,
  history: History,
  trip: number,
  row: Float32Array,
  sink: RowSink,
): void {
  let j = day.start[trip]!
  const end = day.start[trip + 1]!
  while (j < end && Number.isNaN(day.observed[j]!)) j++
  if (j === end || Number.isNaN(day.scheduled[j]!)) return
  const standing = day.scheduled[j]! - day.scheduledArrival[j]!
  row.fill(0)
  row[0] = firstLead
  row[8] = Number.isNaN(standing) ? 0 : standing
  tripHistory(history.visits, expected, day.day, -1, j, 0, row)
  pairHistory(history.pairs, day, -1, j, row)
  row[26] = far
  row[27] = far
  row[30] = far
  row[35] = day.timeOfDay[j]!
  row[36] = day.weekday
  row[38] = usualGain(row)
  row[39] = -1
  sink(row, -1, j, day.scheduled[j]! - firstLead)
}

function firstObserved(day: ServiceDay, i: number): number {
  let v = day.start[day.tripOf[i]!]!
  while (v < i && !(day.observed[v]! <= day.observed[i]! && day.scheduled[v]! <= day.scheduled[i]!)) v++
  return v
}

/** The visit `steps` observed stops before i, or the earliest there is; -1 when there is none. */
function earlier(day: ServiceDay, i: number, steps: number): number {
  let found = -1
  const start = day.start[day.tripOf[i]!]!
  for (let v = i - 1; v >= start && steps > 0; v--) {
    // A visit that claims to come later has not been seen yet.
    if (!(day.observed[v]! <= day.observed[i]!) || Number.isNaN(day.scheduled[v]!)) continue
    found = v
    steps--
  }
  return found
}

function tripHistory(
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
  row[10] = median
  row[11] = last
  row[12] = n ? recent / recentWeight : 0
  row[13] = n ? alike / alikeWeight : 0
  row[14] = n ? spread / n : 0
  row[15] = n
  row[16] = orZero(expected.medianDelay[j]!)
  row[17] = i >= 0 ? orZero(expected.floor[j]! - expected.floor[i]!) : orZero(expected.floor[j]!)
  row[18] = i >= 0 ? orElse(delay - expected.floor[i]!, delay) : 0
  row[19] = i >= 0 ? orElse(delay - expected.medianDelay[i]!, delay) : 0
}

function pairHistory(pairs: PairHistory, day: ServiceDay, i: number, j: number, row: Float32Array): void {
  const pair = findPair(pairs, i >= 0 ? day.partition[i]! : -1, day.partition[j]!)
  if (pair < 0) {
    row[20] = row[21] = row[22] = row[23] = 0
    return
  }
  const banded = pair * bandsPerPair + bandOf(day.timeOfDay[j]!, day.weekday)
  const seen = pairs.banded.count[banded]!
  row[20] = pairs.all.median[pair]!
  row[21] = pairs.all.mean[pair]!
  row[22] = (seen * pairs.banded.median[banded]! + 5 * pairs.all.median[pair]!) / (seen + 5)
  row[23] = pairs.all.scale[pair]!
}

function ahead(
  day: ServiceDay,
  expected: ExpectedDay,
  state: RoadState,
  j: number,
  delay: number,
  row: Float32Array,
): void {
  row[30] = far
  row[31] = 0
  row[32] = 0
  const before = expected.ahead[j]!
  if (before < 0) return
  const trip = day.tripOf[before]!
  const at = state.tripAt[trip]!
  const departed = at >= before
  const delayThere =
    at < 0 ? 0 : departed ? day.observed[before]! - day.scheduled[before]! : state.tripDelay[trip]!
  const gap = day.scheduled[j]! + delay - (day.scheduled[before]! + orZero(delayThere))
  row[30] = Math.max(-far, Math.min(far, gap))
  row[31] = at < 0 ? 0 : orZero(delayThere) - delay
  row[32] = departed ? 1 : 0
}

/** Two days of the same trip weigh as much as all trips of the route and direction. */
function usualGain(row: Float32Array): number {
  return (row[15]! * row[10]! + 2 * row[20]!) / (row[15]! + 2)
}

function orZero(value: number): number {
  return Number.isNaN(value) ? 0 : value
}

function orElse(value: number, otherwise: number): number {
  return Number.isNaN(value) ? otherwise : value
}
