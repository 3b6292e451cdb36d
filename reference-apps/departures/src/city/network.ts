import { randomStream } from './random-stream.ts'
import type { Scenario } from './scenario.ts'
import type { Schedule } from './schedule/schedule.ts'
import { type CityStop, type Crossing, createStop, type Heading } from './streets/city-stop.ts'
import { createPattern, type Pattern } from './streets/pattern.ts'
import { routePath } from './streets/route-path.ts'
import { createGrid } from './streets/street-grid.ts'

export type CityPlan = {
  seed: number
  /** Routes, each in two directions; 232 make a whole city. */
  routeCount: number
  /** Stops of every route in each direction; 30 to 48 where it is not given. */
  stopCount?: number | undefined
  scenarios?: readonly Scenario[] | undefined
  /** Times between vehicles are multiplied by this: 2 halves the number of trips. */
  headwayFactor?: number | undefined
  /** Of the schedule and the service days; America/Regina where it is not given. */
  timeZone?: string | undefined
}

export type CityRoute = {
  id: string
  number: number
  name: string
  /** Where its vehicles are kept. */
  depot: string
  headwayMinutes: number
  patterns: [Pattern, Pattern]
}

/** A city: streets, stops and routes as they are before any scenario, and what will change. */
export type City = {
  seed: number
  timeZone: string
  scenarios: readonly Scenario[]
  routes: CityRoute[]
  /** Schedules made so far, by version. */
  schedules: Map<number, Schedule>
}

export const depots = ['North', 'East', 'South', 'West'] as const
const headways = [8, 10, 12, 15, 20, 30]

/**
 * A city on a grid of streets. Routes that share a street share its stops, its ways and their traffic. A route is the
 * same however many others there are.
 */
export function createCity(plan: CityPlan): City {
  const { seed, routeCount, stopCount, scenarios = [], timeZone = 'America/Regina' } = plan
  const { headwayFactor = 1 } = plan
  const grid = createGrid(seed)
  const stops = new Map<string, CityStop>()
  const stopAt = (crossing: Crossing, heading: Heading) => {
    const key = `${crossing.street}|${crossing.avenue}|${heading}`
    const stop = stops.get(key) ?? createStop(seed, grid, crossing, heading)
    stops.set(key, stop)
    return stop
  }
  const routes = Array.from({ length: routeCount }, (_, index): CityRoute => {
    const number = index + 1
    const id = `R${number}`
    const path = routePath(seed, number, stopCount)
    const patterns: [Pattern, Pattern] = [
      createPattern(id, 0, path, stopAt),
      createPattern(id, 1, path.toReversed(), stopAt),
    ]
    const random = randomStream(seed, 'service', number)
    return {
      id,
      number,
      name: `${patterns[1].headsign} – ${patterns[0].headsign}`,
      depot: depots[Math.floor(random.uniform() * depots.length)] as string,
      headwayMinutes: Math.round(
        headwayFactor * (headways[Math.floor(random.uniform() * headways.length)] as number),
      ),
      patterns,
    }
  })
  return { seed, timeZone, scenarios, routes, schedules: new Map() }
}
