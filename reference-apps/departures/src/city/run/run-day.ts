import { type CityDay, createCityDay } from '../conditions/city-day.ts'
import type { City } from '../network.ts'
import { type Schedule, type ScheduledRoute, scheduleOn } from '../schedule/schedule.ts'
import type { RouteRun } from './route-run.ts'
import { simulateRoute } from './simulate-route.ts'

/** A service day of the city; each route is driven when first asked. */
export type DayRun = {
  cityDay: CityDay
  schedule: Schedule
  routeRun(route: ScheduledRoute): RouteRun
}

export function runDay(city: City, day: number): DayRun {
  const cityDay = createCityDay(city, day)
  const runs = new Map<string, RouteRun>()
  return {
    cityDay,
    schedule: scheduleOn(city, day),
    routeRun: (route) => {
      const known = runs.get(route.route.id)
      if (known) return known
      const run = simulateRoute(city, route, cityDay)
      runs.set(route.route.id, run)
      return run
    },
  }
}

/** How far the device clocks of a route's vehicles are ahead on a day, in seconds. */
export function clockOffset(cityDay: CityDay, route: ScheduledRoute): number {
  let offsetS = 0
  for (const scenario of cityDay.scenarios) {
    if (scenario.kind === 'sensor-fault' && scenario.depot === route.route.depot)
      offsetS += scenario.offsetS ?? 60
  }
  return offsetS
}
