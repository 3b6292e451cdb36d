import { createCityDay } from '../conditions/city-day.ts'
import type { City } from '../network.ts'
import { scheduleOn } from '../schedule/schedule.ts'
import type { RouteRun, TripRun } from './route-run.ts'
import { simulateRoute } from './simulate-route.ts'

/** Every route of the city on days from one on. */
export function* routeRuns(city: City, firstDay: number, days: number): Generator<RouteRun> {
  for (let day = firstDay; day < firstDay + days; day++) {
    const cityDay = createCityDay(city, day)
    for (const route of scheduleOn(city, day).routes) yield simulateRoute(city, route, cityDay)
  }
}

/** Trips that were driven from one end to the other. */
export function wholeTrips({ trips }: RouteRun): TripRun[] {
  return trips.filter(
    ({ trip, relationship, driven }) => relationship !== 'Canceled' && driven === trip.departures.length,
  )
}

export type Lateness = { onTime: number; meanAbsolute: number; p5: number; p50: number; p95: number }

/** Delays of departures: the share from 60 s early to 300 s late, their mean size and percentiles in seconds. */
export function measureLateness(runs: readonly RouteRun[]): Lateness {
  const trips = runs.flatMap(wholeTrips)
  const delays = new Float64Array(trips.reduce((sum, { driven }) => sum + driven, 0))
  let count = 0
  for (const { departures, trip } of trips) {
    for (let place = 0; place < departures.length; place++)
      delays[count++] = (departures[place] as number) - (trip.departures[place] as number)
  }
  delays.sort()
  const at = (share: number) => delays[Math.floor(share * count)] as number
  let onTime = 0
  let sum = 0
  for (const delay of delays) {
    if (delay >= -60 && delay <= 300) onTime++
    sum += Math.abs(delay)
  }
  return { onTime: onTime / count, meanAbsolute: sum / count, p5: at(0.05), p50: at(0.5), p95: at(0.95) }
}

/**
 * Gaps between vehicles at four fifths of the way, over the scheduled headway: their coefficient of variation for each
 * headway in minutes, and the share of gaps under a quarter. Gaps in which a trip is missing are left out.
 */
export function measureHeadways(runs: readonly RouteRun[]): {
  variation: Map<number, number>
  bunched: (most: number) => number
} {
  const ratios = new Map<number, number[]>()
  for (const run of runs) {
    const { headwayMinutes } = run.route.route
    const list = ratios.get(headwayMinutes) ?? []
    for (const pattern of run.route.patterns) {
      const place = Math.floor(0.8 * pattern.stops.length)
      const trips = wholeTrips(run).filter(({ trip }) => trip.pattern === pattern)
      for (const [index, later] of trips.entries()) {
        const earlier = trips[index - 1]
        if (!earlier) continue
        const planned = (later.trip.departures[0] as number) - (earlier.trip.departures[0] as number)
        if (planned !== headwayMinutes * 60) continue
        list.push(
          Math.abs((later.departures[place] as number) - (earlier.departures[place] as number)) / planned,
        )
      }
    }
    ratios.set(headwayMinutes, list)
  }
  return {
    variation: new Map([...ratios].map(([headway, list]) => [headway, variationOf(list)])),
    bunched: (most) => {
      const all = [...ratios].flatMap(([headway, list]) => (headway <= most ? list : []))
      return all.filter((ratio) => ratio < 0.25).length / all.length
    },
  }
}

function variationOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return Math.sqrt(variance) / mean
}
