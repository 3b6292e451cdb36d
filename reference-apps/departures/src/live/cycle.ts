import type { OipClient } from '@headway/client/oip-client'
import type { FeedEntity } from '../realtime/feed.ts'
import { applyNews, type DayInHand, takeDeparture } from './day-in-hand.ts'
import { type Estimate, estimates } from './estimates.ts'
import { cancelledEntity, runEntity } from './feed-entities.ts'
import { findRun } from './find-run.ts'
import type { LiveState } from './live-state.ts'
import { forgetVehicles, matchFixes, type StopVisit } from './matcher/matcher.ts'
import type { VehicleFix } from './matcher/vehicle-fix.ts'
import { awaitOutcome, forgetAwaited, type Outcome, outcomesOf } from './outcomes.ts'
import {
  addAssumed,
  addDeparture,
  addFirst,
  createPredictionBatch,
  type PredictionBatch,
  predictBatch,
} from './predict-ahead.ts'
import { messageOf } from './problems.ts'
import { publishedFeed } from './published-feed.ts'
import { boardMinutes, boardOf, changedStops, longestWait } from './stop-board.ts'
import { scheduledDeparture, type TripRun } from './trip-run.ts'

export type Serving = { inference: OipClient; endpoint: string }

/** How long ahead (s) trips that nobody has seen are predicted, and until when that counts as the real prediction. */
const firstHorizon = 1800

/** Takes the fixes of one moment into the days in hand: what was observed, and what came true of predictions. */
export function observe(
  state: LiveState,
  fixes: readonly VehicleFix[],
): { visits: StopVisit[]; outcomes: Outcome[] } {
  const { inForce, nowS } = state
  if (!inForce) return { visits: [], outcomes: [] }
  for (const day of state.days.values()) applyNews(day, state.news)
  const { visits, standing, runOf } = matchFixes(
    state.matcher,
    fixes,
    nowS,
    (fix) => findRun(state.days, fix),
    inForce.pathOf,
  )
  state.standing = standing
  state.runOf = runOf
  const outcomes: Outcome[] = []
  for (const visit of visits) {
    const day = state.days.get(visit.run.date)
    if (!day) continue
    takeDeparture(day, visit.run, visit.place, visit.departedS, visit.arrivedS)
    outcomes.push(...outcomesOf(state.awaited, visit, nowS))
  }
  forgetVehicles(state.matcher, nowS)
  forgetAwaited(state.awaited, (key) => !state.days.has(key.slice(0, 10)))
  state.visitsRecorded += visits.length
  return { visits, outcomes }
}

/** Predicts the stops ahead of vehicles that have left one, and of trips that are due and not seen. */
export async function predict(
  state: LiveState,
  visits: readonly StopVisit[],
  { inference, endpoint }: Serving,
): Promise<void> {
  const { nowS } = state
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
      const isLogged = state.awaited.get(run.key)?.has(0) ?? false
      if (isEarly ? !isNew : isLogged) continue
      addFirst(isEarly ? early : batch, day, run, nowS)
      dueRuns.push({ day, run })
    }
  }
  state.predicted += batch.rows
  const answer = await predictBatch(batch, inference, endpoint, { log: true })
  const other = await predictBatch(early, inference, endpoint, { log: false })
  const onward = createPredictionBatch()
  for (const { run, place, leftS } of seenOnTheWay(state)) {
    const day = state.days.get(run.date)
    if (day) addAssumed(onward, day, run, place, leftS)
  }
  for (const { day, run } of dueRuns) {
    const first = day.predictions.get(run)?.p50[0]
    if (first !== undefined && !Number.isNaN(first)) addAssumed(onward, day, run, 0, first)
  }
  const last = await predictBatch(onward, inference, endpoint, { log: false })
  state.version = answer.version ?? other.version ?? last.version ?? state.version
  const error = answer.error ?? other.error ?? last.error
  if (answer.error === undefined)
    for (const { run, place, madeAtS } of batch.about) awaitOutcome(state.awaited, run, place, madeAtS)
  if (error !== undefined)
    state.problems.set('serving', `${messageOf(error)}; schedule and usual gain are told`)
  else if (asked(batch, early, onward) > 0) state.problems.clear('serving')
}

/**
 * Vehicles that were first seen in the middle of a trip and have left no stop since: about when they left the one behind
 * them follows from how far they have come.
 */
function seenOnTheWay({ matcher, days }: LiveState): { run: TripRun; place: number; leftS: number }[] {
  const found: { run: TripRun; place: number; leftS: number }[] = []
  for (const { current } of matcher.vehicles.values()) {
    const { run, location, path, speed, atS } = current
    const place = location.passed
    if (place < 0 || run.reached !== place || !Number.isNaN(run.departedS[place] ?? 0)) continue
    const rider = days.get(run.date)?.predictions.get(run)?.rider[place + 1]
    if (rider !== undefined && !Number.isNaN(rider)) continue
    const behind = Math.max(0, location.along - (path.stopAlong[place] ?? 0))
    found.push({ run, place, leftS: atS - behind / speed })
  }
  return found
}

function asked(...batches: PredictionBatch[]): number {
  return batches.reduce((sum, { rows }) => sum + rows, 0)
}

/** Makes feed and board of the moment; answers the stops whose departures changed. */
export function publish(state: LiveState): string[] {
  const { nowS, inForce } = state
  if (!inForce) return []
  const entities: FeedEntity[] = []
  const estimatesOf = new Map<TripRun, Estimate[]>()
  for (const day of state.days.values()) {
    for (const run of day.runOf) {
      if (isOver(state, run)) continue
      if (run.isCancelled) {
        if (scheduledDeparture(run, 0) - nowS < 6 * 3600) entities.push(cancelledEntity(run))
        continue
      }
      // A vehicle of which nothing new is heard gives nothing: its trip is left to the schedule.
      const prediction = isSilent(state, run) ? undefined : day.predictions.get(run)
      const ahead = estimates(run, prediction, nowS)
      estimatesOf.set(run, ahead)
      const entity = prediction && runEntity(run, prediction, ahead, nowS)
      if (entity) entities.push(entity)
    }
  }
  const ours = new Set(entities.map(({ id }) => id))
  for (const entity of state.news.added) if (!ours.has(entity.id)) entities.push(entity)
  state.published = publishedFeed(entities, Math.floor(nowS), inForce.schedule.feedVersion)
  state.board = boardOf(state.days.values(), (_, run) => estimatesOf.get(run), nowS)
  const changed = changedStops(state.boardMinutes, state.board)
  state.boardMinutes = boardMinutes(state.board)
  return changed
}

/** Whether the vehicle of a run that has begun is not heard of, not on its route or on another trip. */
function isSilent(state: LiveState, { reached, vehicle, key }: TripRun): boolean {
  if (vehicle === null) return reached >= 0
  const standing = state.standing.get(vehicle.id)
  const isLost = standing === undefined || standing === 'stale' || standing === 'offRoute'
  return isLost ? reached >= 0 : state.runOf.get(vehicle.id)?.key !== key
}

/**
 * At its end, or not seen long after it was due. A trip that was due before anybody watched, and has no vehicle now, is
 * over or does not run.
 */
function isOver(state: LiveState, run: TripRun): boolean {
  const { nowS, watchedSinceS } = state
  const last = run.trip.stops.length - 1
  if (run.reached >= last) return true
  const since = nowS - scheduledDeparture(run, last)
  if (since > 3 * 3600) return true
  if (run.reached >= 0 || run.vehicle !== null)
    return run.reached >= 0 && since > longestWait && isSilent(state, run)
  const due = scheduledDeparture(run, 0)
  return nowS - due > longestWait || (due < watchedSinceS && nowS - watchedSinceS > 60)
}
