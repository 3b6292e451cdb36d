import { increasingTimes } from './increasing-times.ts'
import type { PredictionSource, RunPrediction } from './run-prediction.ts'
import { scheduledDeparture, type TripRun } from './trip-run.ts'

/** When a run is to leave a place that lies ahead (epoch s). */
export type Estimate = {
  place: number
  departureS: number
  earliestS: number
  latestS: number
  source: PredictionSource
}

/**
 * What to tell of all places ahead of a run at `nowS`. Predictions come from different moments and models: a vehicle
 * that is overdue at its next stop is late for the others too, times increase along the trip, and what has not
 * happened lies ahead. Places without a prediction follow the schedule with the delay of the nearest that has one.
 */
export function estimates(run: TripRun, prediction: RunPrediction | undefined, nowS: number): Estimate[] {
  const places: number[] = []
  for (let place = run.reached + 1; place < run.trip.stops.length; place++)
    if (!run.skipped.has(place)) places.push(place)
  const first = places.findIndex((place) => isPredicted(prediction, place))
  const overdue = prediction && first >= 0 ? Math.max(0, nowS - prediction.p50[places[first]!]!) : 0
  const delayOf = delays(run, prediction, places, first)
  const raw = places.map((place, k) => {
    if (prediction && isPredicted(prediction, place)) {
      return {
        source: prediction.source[place]!,
        rider: prediction.rider[place]! + overdue,
        p10: prediction.p10[place]! + overdue,
        p90: prediction.p90[place]! + overdue,
      }
    }
    const delay = delayOf[k]! + overdue
    const time = scheduledDeparture(run, place) + delay
    return { source: 'SCHEDULE' as const, rider: time, p10: time, p90: time }
  })
  const times = increasingTimes(
    raw.map(({ rider }) => rider),
    nowS,
  )
  return raw.map(({ source, p10, p90 }, k) => ({
    place: places[k]!,
    departureS: times[k]!,
    earliestS: Math.max(Math.ceil(nowS), Math.min(times[k]!, Math.round(p10))),
    latestS: Math.max(times[k]!, Math.round(p90)),
    source,
  }))
}

export function isPredicted(prediction: RunPrediction | undefined, place: number): boolean {
  return prediction !== undefined && !Number.isNaN(prediction.rider[place]!)
}

/** The delay (s) of the last predicted place before each, or of the next one, or of what was last observed. */
function delays(
  run: TripRun,
  prediction: RunPrediction | undefined,
  places: readonly number[],
  first: number,
): number[] {
  const predicted = (place: number) => prediction!.rider[place]! - scheduledDeparture(run, place)
  const observed = run.reached >= 0 ? run.departedS[run.reached]! - scheduledDeparture(run, run.reached) : 0
  let delay = first >= 0 ? predicted(places[first]!) : Number.isNaN(observed) ? 0 : observed
  return places.map((place) => {
    if (isPredicted(prediction, place)) delay = predicted(place)
    return delay
  })
}
