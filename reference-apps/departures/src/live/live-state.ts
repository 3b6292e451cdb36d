import { type Context, noContext } from '../features/context.ts'
import { dayContext } from '../features/day-context.ts'
import { featureNames } from '../features/feature-list.ts'
import type { Names } from '../features/service-day.ts'
import { createNames } from '../features/service-day.ts'
import type { Schedule } from '../gtfs/schedule.ts'
import { createHistory, type History } from '../history/history.ts'
import type { Awaited } from './awaited.ts'
import { type DayInHand, openDay, takeDeparture } from './day-in-hand.ts'
import type { LiveScores } from './live-scores.ts'
import { createMatcher, type Matcher, type VehicleStanding } from './matcher/matcher.ts'
import { type TripPath, tripPaths } from './matcher/trip-path.ts'
import { type ModelColumns, modelColumns } from './model-columns.ts'
import { type Outcome, outcomesOf } from './outcomes.ts'
import type { Problems } from './problems.ts'
import type { PublishedFeed } from './published-feed.ts'
import type { Recorder } from './recorder.ts'
import { noServiceNews, type ServiceNews } from './service-news.ts'
import type { Board } from './stop-board.ts'
import type { ToldBoard } from './told-board.ts'
import type { TripRun } from './trip-run.ts'
import { addDays, type ZoneClock, zoneClock } from './zone-clock.ts'

/** What is learned from past days; replaced as a whole or grown day by day. */
export type Learned = { history: History; names: Names }

/** The schedule in force and what follows from it alone. */
export type InForce = { schedule: Schedule; clock: ZoneClock; pathOf: (run: TripRun) => TripPath }

/** Everything the process knows of the present. Times are epoch seconds. */
export type LiveState = {
  inForce: InForce | undefined
  learned: Learned
  /** Rises whenever `learned` changes: days that were opened with less are opened again. */
  learnedRevision: number
  days: Map<string, DayInHand>
  openedRevision: number
  /** Of our features, those that the model in Headway takes. */
  columns: ModelColumns
  /** Weather and alerts as they are told now. */
  context: Context
  matcher: Matcher
  news: ServiceNews
  newsAtS: number
  /** Of the newest vehicle positions; 0 before the first. */
  nowS: number
  /** Since when the feeds are read without a gap. */
  watchedSinceS: number
  /** Of the last cycle: how each vehicle stands, and which run it says it is on. */
  standing: Map<string, VehicleStanding>
  runOf: Map<string, TripRun>
  awaited: Awaited
  scores: LiveScores
  /** Outcomes that wait for the bus. */
  untold: Outcome[]
  board: Board
  toldBoard: ToldBoard
  published: PublishedFeed | undefined
  /** The version that answered last. */
  version: string | null
  visitsRecorded: number
  outcomesTold: number
  predicted: number
  problems: Problems
}

/** The state of a process that has just begun. */
export function createLiveState({
  problems,
  scores,
  awaited,
}: Pick<LiveState, 'problems' | 'scores' | 'awaited'>): LiveState {
  return {
    inForce: undefined,
    learned: { history: createHistory(), names: createNames() },
    learnedRevision: 0,
    days: new Map(),
    openedRevision: 0,
    columns: modelColumns(featureNames),
    context: noContext,
    matcher: createMatcher(),
    news: noServiceNews(),
    newsAtS: 0,
    nowS: 0,
    watchedSinceS: 0,
    standing: new Map(),
    runOf: new Map(),
    awaited,
    scores,
    untold: [],
    board: new Map(),
    toldBoard: new Map(),
    published: undefined,
    version: null,
    visitsRecorded: 0,
    outcomesTold: 0,
    predicted: 0,
    problems,
  }
}

/** Puts a schedule in force: what is followed is found again on its paths. */
export function putInForce(state: LiveState, schedule: Schedule): void {
  const paths = tripPaths(schedule)
  state.inForce = { schedule, clock: zoneClock(schedule.timezone), pathOf: ({ trip }) => paths(trip) }
  state.matcher = createMatcher()
  state.days = new Map()
}

/** Lets predictions from now on know of this weather and these alerts. */
export function setContext(state: LiveState, context: Context): void {
  state.context = context
  for (const day of state.days.values()) day.live.context = dayContext(context, day.day, state.learned.names)
}

/** The days that trips of `nowS` may belong to; after nine in the evening also the next, whose first trips come. */
export function datesInHand({ clock }: InForce, nowS: number): string[] {
  const today = clock.date(nowS)
  const isLate = (nowS + clock.offsetS(nowS)) % 86_400 > 21 * 3600
  return [addDays(today, -1), today, ...(isLate ? [addDays(today, 1)] : [])]
}

/**
 * Opens the days of the present that are not in hand, and, when more has been learned, all of them again. What was
 * recorded of them has happened.
 */
export async function keepDays(state: LiveState, recorder: Recorder): Promise<void> {
  const { inForce, nowS } = state
  if (!inForce) return
  const dates = datesInHand(inForce, nowS)
  const isStale = state.openedRevision !== state.learnedRevision
  state.openedRevision = state.learnedRevision
  const before = state.days
  const days = new Map<string, DayInHand>()
  for (const date of dates) {
    const known = before.get(date)
    const day = known && !isStale ? known : openDay(inForce.schedule, date, inForce.clock, state.learned)
    if (day !== known) {
      day.live.context = dayContext(state.context, day.day, state.learned.names)
      await restore(state, day, known, recorder)
    }
    days.set(date, day)
  }
  state.days = days
}

async function restore(
  state: LiveState,
  day: DayInHand,
  known: DayInHand | undefined,
  recorder: Recorder,
): Promise<void> {
  for (const visit of await recorder.recorded(day.date)) {
    const run = day.runs.get(visit.tripId)
    const place = run?.trip.stops.findIndex(({ sequence }) => sequence === visit.sequence) ?? -1
    if (!run || place < 0) continue
    takeDeparture(day, run, place, visit.departedS, visit.arrivedS)
    // A process that was killed may have recorded a departure and not told what it made true.
    const { departedS } = visit
    state.untold.push(...outcomesOf(state.awaited, { run, place, departedS }, state.nowS, state.scores))
    if (visit.vehicleId !== '') run.vehicle ??= { id: visit.vehicleId, label: null }
  }
  for (const [old, prediction] of known?.predictions ?? []) {
    const run = day.runs.get(old.trip.id)
    if (!run || run.trip.stops.length !== prediction.rider.length) continue
    day.predictions.set(run, prediction)
    run.vehicle = old.vehicle
    run.reached = Math.max(run.reached, old.reached)
  }
}
