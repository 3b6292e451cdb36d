import type { City } from '../network.ts'
import { randomStream } from '../random-stream.ts'
import type { PatternStop } from '../streets/pattern.ts'
import type { TripRun } from './route-run.ts'

/** Where a vehicle reported to be on a trip: seconds since the service day began, metres along the pattern. */
export type Pings = { times: Float64Array; distances: Float64Array; count: number }

const everyS = 30
const deviationM = 12
const lostShare = 0.015

/** The reports of a vehicle on a trip, every 30 s from its start on, some of them lost. */
export function tripPings(city: City, run: TripRun, day: number): Pings {
  const random = randomStream(city.seed, 'pings', run.trip.id, day)
  const { stops } = run.trip.pattern
  const end = (run.departures[run.driven - 1] as number) + everyS
  let at = (run.arrivals[0] as number) - everyS * random.uniform()
  const capacity = Math.ceil((end - at) / everyS) + 1
  const times = new Float64Array(capacity)
  const distances = new Float64Array(capacity)
  let count = 0
  let place = 0
  for (; at <= end; at += everyS) {
    while (place < run.driven - 1 && (run.arrivals[place + 1] as number) <= at) place++
    const noise = deviationM * random.normal()
    if (random.uniform() < lostShare) continue
    times[count] = at
    distances[count++] = distanceAt(run, stops, place, at) + noise
  }
  return { times, distances, count }
}

/** Metres along the pattern at a moment, between the arrival at `place` and at the next one. */
function distanceAt(run: TripRun, stops: readonly PatternStop[], place: number, at: number): number {
  const here = stops[place] as PatternStop
  const departure = run.departures[place] as number
  if (at <= departure || place >= run.driven - 1) return here.distanceM
  const next = stops[place + 1] as PatternStop
  const share = (at - departure) / ((run.arrivals[place + 1] as number) - departure)
  return here.distanceM + share * next.lengthM
}
