import type { History } from '../history/history.ts'
import { alertFeatures, alertsAhead, oldAlert, passAlerts, weatherFeatures } from './context-features.ts'
import type { DayContext } from './day-context.ts'
import { type ExpectedDay, expectedDay } from './expected-day.ts'
import { at } from './feature-list.ts'
import { pairHistory, tripHistory, usualGain } from './history-features.ts'
import { far, roadAhead, roadFeatures, stepAhead } from './road-features.ts'
import { createRoadState, newsOf, type RoadState } from './road-state.ts'
import { type ServiceDay, tripPartitions } from './service-day.ts'
import { scheduledDwell, tripSoFar } from './trip-features.ts'

/** All that a prediction may be made from: a service day as far as it is known, and the days before it. */
export type Known = {
  day: ServiceDay
  history: History
  context: DayContext
  expected: ExpectedDay
  state: RoadState
}

/** Receives one prediction: features (reused between calls), the visit it is made at (-1 before the first) and for. */
export type RowSink = (row: Float32Array, from: number, to: number, madeAt: number) => void

/** Which predictions are wanted; `from` is -1 before the first stop. */
export type Wanted = (from: number, to: number) => boolean

/** Without a position, a prediction is made so long before the scheduled time (s). */
export const firstLead = 600

/** What is known when a day begins. `routes` is how many routes there are. */
export function knownAtStart(day: ServiceDay, history: History, context: DayContext, routes: number): Known {
  const expected = expectedDay(day, history.visits, history.pairs)
  return { day, history, context, expected, state: createRoadState(day, expected, routes) }
}

/** The wanted predictions made when a vehicle has just left visit i, which is not part of the road's state yet. */
export function predictFrom(
  { day, history, context, expected, state }: Known,
  i: number,
  wanted: Wanted,
  row: Float32Array,
  sink: RowSink,
): void {
  let end = day.start[day.tripOf[i]! + 1]!
  while (end > i + 1 && !wanted(i, end - 1)) end--
  if (end === i + 1) return
  const now = day.observed[i]!
  const road = roadAhead(day, expected, state, i)
  const alerts = alertsAhead(now)
  const trip = tripPartitions(day, day.tripOf[i]!)
  let dwellAhead = 0
  tripSoFar(day, i, row)
  row[at.weekday] = day.weekday
  newsOf(state, day.route[i]!, now, row)
  weatherFeatures(context, now, row)
  for (let j = i + 1; j < end; j++) {
    stepAhead(road, day, expected, state, j)
    passAlerts(alerts, context, day, j)
    dwellAhead += scheduledDwell(day, j)
    if (!wanted(i, j)) continue
    row[at.scheduled_gap_s] = day.scheduled[j]! - day.scheduled[i]!
    row[at.stops_ahead] = j - i
    row[at.dwell_ahead_s] = dwellAhead
    row[at.dwell_there_s] = scheduledDwell(day, j)
    row[at.time_of_day_s] = day.timeOfDay[j]!
    tripHistory(history.visits, expected, day.day, i, j, row[at.delay_s]!, row)
    pairHistory(history.pairs, day, trip, i, j, row)
    roadFeatures(road, day, expected, state, j, row)
    alertFeatures(alerts, row)
    row[at.usual_gain_s] = usualGain(row)
    row[at.horizon_s] = Math.max(0, row[at.scheduled_gap_s]! + row[at.usual_gain_s]!)
    sink(row, i, j, now)
  }
}

/** The prediction of visit j, the first of its trip, from history and schedule alone. */
export function predictFirst(
  { day, history, context, expected }: Known,
  j: number,
  row: Float32Array,
  sink: RowSink,
): void {
  row.fill(0)
  row[at.scheduled_gap_s] = firstLead
  row[at.dwell_there_s] = scheduledDwell(day, j)
  row[at.time_of_day_s] = day.timeOfDay[j]!
  row[at.weekday] = day.weekday
  tripHistory(history.visits, expected, day.day, -1, j, 0, row)
  pairHistory(history.pairs, day, tripPartitions(day, day.tripOf[j]!), -1, j, row)
  row[at.road_age_s] = far
  row[at.leader_gap_s] = far
  row[at.ahead_gap_s] = far
  row[at.alert_age_s] = oldAlert
  weatherFeatures(context, day.scheduled[j]! - firstLead, row)
  row[at.usual_gain_s] = usualGain(row)
  row[at.horizon_s] = -1
  sink(row, -1, j, day.scheduled[j]! - firstLead)
}
