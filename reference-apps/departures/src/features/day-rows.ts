import type { PairHistory } from '../history/pair-history.ts'
import type { VisitHistory } from '../history/visit-history.ts'
import { type ExpectedDay, expectedDay } from './expected-day.ts'
import { at, featureCount } from './feature-list.ts'
import { pairHistory, tripHistory, usualGain } from './history-features.ts'
import { isPredicted, replayDay } from './replay-day.ts'
import { far, roadAhead, roadFeatures, stepAhead } from './road-features.ts'
import { createRoadState, newsOf, type RoadState, seeDeparture } from './road-state.ts'
import type { ServiceDay } from './service-day.ts'
import { scheduledDwell, tripSoFar } from './trip-features.ts'

/** What earlier days teach about this one. */
export type History = { visits: VisitHistory; pairs: PairHistory }

/** Receives one prediction: features (reused between calls), the visit it is made at (-1 before the first) and for. */
export type RowSink = (row: Float32Array, from: number, to: number, madeAt: number) => void

/** Without a position, a prediction is made so long before the scheduled time (s). */
const firstLead = 600

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
  const end = day.start[day.tripOf[i]! + 1]!
  const now = day.observed[i]!
  const road = roadAhead(day, expected, state, i)
  let dwellAhead = 0
  tripSoFar(day, i, row)
  row[at.weekday] = day.weekday
  newsOf(state, day.route[i]!, now, row)
  for (let j = i + 1; j < end; j++) {
    stepAhead(road, day, expected, state, j)
    dwellAhead += scheduledDwell(day, j)
    if (!isPredicted(day, i, j)) continue
    row[at.scheduled_gap_s] = day.scheduled[j]! - day.scheduled[i]!
    row[at.stops_ahead] = j - i
    row[at.dwell_ahead_s] = dwellAhead
    row[at.dwell_there_s] = scheduledDwell(day, j)
    row[at.time_of_day_s] = day.timeOfDay[j]!
    tripHistory(history.visits, expected, day.day, i, j, row[at.delay_s]!, row)
    pairHistory(history.pairs, day, i, j, row)
    roadFeatures(road, day, expected, state, j, row)
    row[at.usual_gain_s] = usualGain(row)
    row[at.horizon_s] = Math.max(0, row[at.scheduled_gap_s]! + row[at.usual_gain_s]!)
    sink(row, i, j, now)
  }
}

/** The prediction of a trip's first observed departure, from history and schedule alone. */
function predictFirst(
  day: ServiceDay,
  expected: ExpectedDay,
  history: History,
  trip: number,
  row: Float32Array,
  sink: RowSink,
): void {
  // Nobody can say ten minutes before when a trip without a schedule is due.
  if (day.unscheduled[trip] === 1) return
  let j = day.start[trip]!
  const end = day.start[trip + 1]!
  while (j < end && Number.isNaN(day.observed[j]!)) j++
  if (j === end || Number.isNaN(day.scheduled[j]!)) return
  row.fill(0)
  row[at.scheduled_gap_s] = firstLead
  row[at.dwell_there_s] = scheduledDwell(day, j)
  row[at.time_of_day_s] = day.timeOfDay[j]!
  row[at.weekday] = day.weekday
  tripHistory(history.visits, expected, day.day, -1, j, 0, row)
  pairHistory(history.pairs, day, -1, j, row)
  row[at.road_age_s] = far
  row[at.leader_gap_s] = far
  row[at.ahead_gap_s] = far
  row[at.usual_gain_s] = usualGain(row)
  row[at.horizon_s] = -1
  sink(row, -1, j, day.scheduled[j]! - firstLead)
}
