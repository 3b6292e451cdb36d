import type { Serving } from './ask-serving.ts'
import type { DayInHand } from './day-in-hand.ts'
import type { LiveState } from './live-state.ts'
import type { StopVisit } from './matcher/matcher.ts'
import {
  addAssumed,
  addDeparture,
  addFirst,
  createPredictionBatch,
  type PredictionBatch,
  predictBatch,
} from './predict-ahead.ts'
import { messageOf } from './problems.ts'
import { isOver } from './run-standing.ts'
import { saidNow } from './said-now.ts'
import { seenOnTheWay } from './seen-on-the-way.ts'
import { scheduledDeparture, type TripRun } from './trip-run.ts'

/** How long ahead (s) trips that nobody has seen are predicted, and until when that counts as the real prediction. */
const firstHorizon = 1800

/** Predicts the stops ahead of vehicles that have left one, and of trips that are due and not seen. */
export async function predict(
  state: LiveState,
  visits: readonly StopVisit[],
  served: Omit<Serving, 'columns'>,
): Promise<void> {
  const { nowS } = state
  const serving = { ...served, columns: state.columns }
  const batch = createPredictionBatch()
  const newest = new Map<TripRun, StopVisit>()
  for (const visit of visits) newest.set(visit.run, visit)
  for (const { run, place } of newest.values()) {
    const day = state.days.get(run.date)
    if (day && place + 1 < run.trip.stops.length) addDeparture(batch, day, run, place)
  }
  const early = createPredictionBatch()
  const dueRuns: { day: DayInHand; run: TripRun }[] = []
  for (const day of state.days.values()) {
    for (const run of day.runOf) {
      const due = scheduledDeparture(run, 0)
      if (run.reached >= 0 || run.isCancelled || due - nowS > firstHorizon || isOver(state, run)) continue
      // The model knows trips that are due in ten minutes; before, the same prediction is told and not logged.
      const isEarly = due - nowS > 600
      const madeAt = day.predictions.get(run)?.madeAtS[0]
      const isNew = madeAt === undefined || Number.isNaN(madeAt)
      const isLogged = state.awaited.has(run.key, 0)
      if (isEarly ? !isNew : isLogged) continue
      addFirst(isEarly ? early : batch, day, run, nowS)
      dueRuns.push({ day, run })
    }
  }
  state.predicted += batch.rows
  const answer = await predictBatch(batch, serving, { log: true })
  const other = await predictBatch(early, serving, { log: false })
  const onward = createPredictionBatch()
  for (const { run, place, leftS } of seenOnTheWay(state)) {
    const day = state.days.get(run.date)
    if (day) addAssumed(onward, day, run, place, leftS)
  }
  for (const { day, run } of dueRuns) {
    const first = day.predictions.get(run)?.p50[0]
    if (first !== undefined && !Number.isNaN(first)) addAssumed(onward, day, run, 0, first)
  }
  const last = await predictBatch(onward, serving, { log: false })
  state.version = answer.version ?? other.version ?? last.version ?? state.version
  const error = answer.error ?? other.error ?? last.error
  if (answer.error === undefined) {
    for (const [row, { day, run, place, madeAtS }] of batch.about.entries()) {
      const subject = batch.subjects[row]!
      state.awaited.add(run.key, place, { subject, madeAtS, said: saidNow(state, day, run, place) })
    }
  }
  if (error !== undefined)
    state.problems.set('serving', `${messageOf(error)}; schedule and usual gain are told`)
  else if (asked(batch, early, onward) > 0) state.problems.clear('serving')
}

function asked(...batches: PredictionBatch[]): number {
  return batches.reduce((sum, { rows }) => sum + rows, 0)
}
