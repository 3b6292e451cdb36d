import type { History } from '../history/history.ts'
import { type DayContext, noDayContext } from './day-context.ts'
import { at, featureCount } from './feature-list.ts'
import { fillSchedule } from './fill-schedule.ts'
import { type Known, knownAtStart, predictFirst, predictFrom, type RowSink } from './prediction-rows.ts'
import { longestHorizon } from './replay-day.ts'
import { seeDeparture } from './road-state.ts'
import type { ServiceDay } from './service-day.ts'

/** A service day that is going on: `day.observed` fills as vehicles leave. */
export type LiveDay = Known & {
  /** Departures recorded and not part of the road's state yet: none is seen before its time is over. */
  pending: number[]
  row: Float32Array
}

/** Beyond the horizon by so much schedule (s), no stop can be expected within it. */
const mostUsualGain = 900

/**
 * Opens a service day for live predictions; what `day.observed` holds already has happened. A day is opened again when
 * trips are added to it, or when the process starts anew. `routes` is how many routes the names know. Where alerts or
 * weather change, `live.context` is set anew.
 */
export function openLiveDay({
  day,
  history,
  context = noDayContext,
  routes,
}: {
  day: ServiceDay
  history: History
  context?: DayContext
  routes: number
}): LiveDay {
  fillSchedule(day, history.travels)
  const live: LiveDay = {
    ...knownAtStart(day, history, context, routes),
    pending: [],
    row: new Float32Array(featureCount),
  }
  for (let v = 0; v < day.observed.length; v++) if (isKnown(day, v)) live.pending.push(v)
  return live
}

/** Takes a departure: when the vehicle left visit `visit`, and when it had come (s of the day). */
export function recordDeparture(live: LiveDay, visit: number, atS: number, arrivalS: number | null): void {
  const { day } = live
  if (day.observed[visit] === atS) return
  const isNew = Number.isNaN(day.observed[visit]!)
  day.observed[visit] = atS
  day.observedArrival[visit] = arrivalS ?? Number.NaN
  if (isNew && isKnown(day, visit)) live.pending.push(visit)
}

/**
 * The predictions for the stops ahead of a visit just left, at most 30 minutes ahead as history expects. All departures
 * of earlier moments are to be recorded before. Row and order are those of `dayRows`.
 */
export function departureRows(live: LiveDay, visit: number, sink: RowSink): void {
  if (!isKnown(live.day, visit)) return
  seeBefore(live, live.day.observed[visit]!)
  predictAhead(live, visit, sink)
}

/**
 * The same predictions as if the vehicle left `visit` at `atS`: for one that should have left long ago, or a trip whose
 * own departure is a prediction.
 */
export function assumedRows(live: LiveDay, visit: number, atS: number, sink: RowSink): void {
  const { day } = live
  if (Number.isNaN(day.scheduled[visit]!)) return
  const observed = day.observed[visit]!
  const arrived = day.observedArrival[visit]!
  seeBefore(live, atS)
  day.observed[visit] = atS
  day.observedArrival[visit] = Number.NaN
  predictAhead(live, visit, sink)
  day.observed[visit] = observed
  day.observedArrival[visit] = arrived
}

/** The prediction of the first stop of a trip that nobody has seen yet, once it is due within 30 minutes of `nowS`. */
export function firstRows(live: LiveDay, trip: number, nowS: number, sink: RowSink): void {
  const { day } = live
  const start = day.start[trip]!
  if (day.unscheduled[trip] === 1 || !(day.scheduled[start]! - nowS <= longestHorizon)) return
  for (let v = start; v < day.start[trip + 1]!; v++) if (!Number.isNaN(day.observed[v]!)) return
  predictFirst(live, start, live.row, sink)
}

function predictAhead(live: LiveDay, visit: number, sink: RowSink): void {
  const { day, row } = live
  const from = day.scheduled[visit]!
  const mayBeDue = (_: number, j: number) =>
    day.scheduled[j]! - from <= longestHorizon + mostUsualGain && Number.isNaN(day.observed[j]!)
  predictFrom(live, visit, mayBeDue, row, (values, i, j, madeAt) => {
    if (values[at.horizon_s]! <= longestHorizon) sink(values, i, j, madeAt)
  })
}

/** Departures before a moment become part of what is known of the road, in the order of time. */
function seeBefore(live: LiveDay, time: number): void {
  const { day, expected, state } = live
  const over = live.pending.filter((v) => day.observed[v]! < time)
  if (over.length === 0) return
  live.pending = live.pending.filter((v) => !(day.observed[v]! < time))
  over.sort((a, b) => day.observed[a]! - day.observed[b]! || a - b)
  for (const v of over) {
    // A trip does not go back to a stop heard of late.
    if (state.tripAt[day.tripOf[v]!]! < v) seeDeparture(state, day, expected, v)
  }
}

function isKnown(day: ServiceDay, visit: number): boolean {
  return !Number.isNaN(day.observed[visit]!) && !Number.isNaN(day.scheduled[visit]!)
}
