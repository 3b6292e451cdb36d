import type { DayInHand } from './day-in-hand.ts'
import type { LiveState } from './live-state.ts'
import { toldDeparture } from './told-departure.ts'
import { scheduledDeparture, type TripRun } from './trip-run.ts'

/** What ours and the other predictors say now of a run on its way (epoch s); nothing of one that has not begun. */
export function saidNow(
  { news }: LiveState,
  day: DayInHand,
  run: TripRun,
  place: number,
): Record<string, number> {
  const left = run.departedS[run.reached] ?? Number.NaN
  if (run.reached < 0 || Number.isNaN(left)) return {}
  const schedule = scheduledDeparture(run, place)
  const update = news.updates.get(run.key) ?? news.updates.get(run.trip.id)
  return {
    deployed: day.predictions.get(run)?.p50[place] ?? Number.NaN,
    schedule,
    delay_propagated: schedule + left - scheduledDeparture(run, run.reached),
    ...(update ? { trip_updates: toldDeparture(run, place, update) } : {}),
  }
}
