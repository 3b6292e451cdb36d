import { canonicalKey } from '@headway/artifacts/partition-key'
import { type LiveDay, openLiveDay, recordDeparture } from '../features/live-rows.ts'
import type { Names } from '../features/service-day.ts'
import type { Schedule } from '../gtfs/schedule.ts'
import type { History } from '../history/history.ts'
import { type RunPrediction, runPrediction } from './run-prediction.ts'
import { type ScheduledDay, scheduledDay } from './scheduled-day.ts'
import type { ServiceNews } from './service-news.ts'
import { runKey, type TripRun } from './trip-run.ts'
import type { ZoneClock } from './zone-clock.ts'

/** A service day in hand: its runs, what is known for the features, and the newest predictions. */
export type DayInHand = ScheduledDay & { live: LiveDay; predictions: Map<TripRun, RunPrediction> }

/** Opens a day; visits that its runs hold already have happened. */
export function openDay(
  schedule: Schedule,
  date: string,
  clock: ZoneClock,
  { history, names }: { history: History; names: Names },
): DayInHand {
  const day = scheduledDay(schedule, date, names, clock)
  const live = openLiveDay({ day: day.day, history, routes: names.routes.names.length })
  return { ...day, live, predictions: new Map() }
}

/** The visit of a place of a run in the day's columns. */
export function visitOf(day: DayInHand, run: TripRun, place: number): number {
  return day.day.start[day.tripOf.get(run)!]! + place
}

/** The run and place of a visit in the day's columns. */
export function placeOf(day: DayInHand, visit: number): { run: TripRun; place: number } {
  const trip = day.day.tripOf[visit]!
  return { run: day.runOf[trip]!, place: visit - day.day.start[trip]! }
}

/** Takes a departure (epoch s) into the day and its run. */
export function takeDeparture(
  day: DayInHand,
  run: TripRun,
  place: number,
  departedS: number,
  arrivedS: number | null,
): void {
  run.departedS[place] = departedS
  run.arrivedS[place] = arrivedS ?? Number.NaN
  run.reached = Math.max(run.reached, place)
  const arrival = arrivedS === null || Number.isNaN(arrivedS) ? null : arrivedS - day.midnightS
  recordDeparture(day.live, visitOf(day, run, place), departedS - day.midnightS, arrival)
}

/** The predictions of a run, made now if it has none. */
export function predictionOf(day: DayInHand, run: TripRun): RunPrediction {
  let prediction = day.predictions.get(run)
  if (!prediction) {
    prediction = runPrediction(run.trip.stops.length)
    day.predictions.set(run, prediction)
  }
  return prediction
}

/** The canonical key of the partition that predicts a place of a run. */
export function partitionOf({ trip }: TripRun, place: number): string {
  return canonicalKey([trip.routeId, trip.directionId, trip.stops[place]!.stopId])
}

/** Marks what the agency says of the day's trips: cancelled, stops left out. */
export function applyNews(day: DayInHand, news: ServiceNews): void {
  for (const run of day.runOf) {
    const keys = [runKey(run.date, run.trip.id), run.trip.id]
    run.isCancelled = keys.some((key) => news.cancelled.has(key))
    const skipped = keys.flatMap((key) => news.skipped.get(key) ?? [])
    if (skipped.length === 0 && run.skipped.size === 0) continue
    run.skipped = new Set()
    for (const [place, stop] of run.trip.stops.entries()) {
      const isSkipped = skipped.some(({ sequence, stopId }) =>
        sequence === undefined ? stopId === stop.stopId : sequence === stop.sequence,
      )
      if (isSkipped) run.skipped.add(place)
    }
  }
}
