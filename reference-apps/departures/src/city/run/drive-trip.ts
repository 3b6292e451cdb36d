import type { CityDay } from '../conditions/city-day.ts'
import { meanRunning, type WayConditions } from '../conditions/way-conditions.ts'
import { slotOf } from '../demand-profile.ts'
import type { RandomStream } from '../random-stream.ts'
import type { TripRun } from './route-run.ts'

/** Scale of the gamma process of running times, in seconds: the variance of a way is its mean times this. */
const runningScaleS = 5
const leastSpacingS = 12
const holdingShare = 0.8
const crowded = 45
const capacity = 75

export type Road = {
  ways: WayConditions[]
  /** When the vehicle before left each place; NaN before the first. */
  lastDepartures: Float64Array
  headwayS: number
}

/**
 * Drives a trip from `start` on over the places it covers, and fills its times. Running is a gamma process; nobody
 * overtakes; passengers gather since the vehicle before, which alone makes vehicles bunch.
 */
export function driveTrip(run: TripRun, start: number, road: Road, day: CityDay, random: RandomStream): void {
  const { ways, lastDepartures } = road
  const last = ways.length - 1
  let now = start
  let load = 0
  for (let index = 0; index < run.driven; index++) {
    const way = ways[index] as WayConditions
    const slot = slotOf(now)
    if (index > 0) now += random.gamma(meanRunning(way, day, now, slot) / runningScaleS) * runningScaleS
    const before = lastDepartures[index] as number
    if (now < before + leastSpacingS) now = before + leastSpacingS
    run.arrivals[index] = now
    if (way.closed) run.skipped[index] = 1
    else if (index < last) {
      const gapS = Math.min(before > 0 ? now - before : road.headwayS, 3600)
      const rate = (way.boardingsPerHour * (day.profile[slot] as number)) / 3600
      const on = Math.min(capacity - load, random.poisson(rate * gapS))
      const off = Math.min(load, random.poisson(load * Math.min(1, 1.8 / (last - index + 1))))
      load += on - off
      if (index > 0) {
        now += dwell(on, off, load, random)
        if (way.timepoint && now < (run.trip.departures[index] as number) && random.uniform() < holdingShare)
          now = run.trip.departures[index] as number
      }
    }
    run.departures[index] = now
    lastDepartures[index] = now
  }
}

/** Seconds at a stop: doors, the slower of boarding and alighting, longer when crowded, much longer for a ramp. */
function dwell(on: number, off: number, load: number, random: RandomStream): number {
  if (on === 0 && off === 0) return 0
  const passengers = Math.max(2.9 * on, 1.5 * off) * (load > crowded ? 1.25 : 1)
  return 3.5 + passengers + 2 * random.gamma(1) + (random.uniform() < 0.006 ? 55 : 0)
}
