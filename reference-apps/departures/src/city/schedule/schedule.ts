import type { City, CityRoute } from '../network.ts'
import type { Scenario } from '../scenario.ts'
import { dateOf } from '../service-date.ts'
import { type Pattern, withNewStop } from '../streets/pattern.ts'
import { createTimetable, type Timetable } from './timetable.ts'

/** What the agency publishes from a date on: the patterns of its routes and their trips. */
export type Schedule = {
  feedVersion: string
  /** Service dates between which it holds, the second excluded. */
  from: string | undefined
  to: string | undefined
  routes: ScheduledRoute[]
}

export type ScheduledRoute = {
  route: CityRoute
  patterns: [Pattern, Pattern]
  /** Made when first asked. */
  timetable(weekend: boolean): Timetable
}

/** The schedule of a service day. A schedule change or a new stop begins another. */
export function scheduleOn(city: City, day: number): Schedule {
  const date = dateOf(day)
  const dates = changeDates(city.scenarios)
  const version = dates.filter((change) => change <= date).length
  const known = city.schedules.get(version)
  if (known) return known
  const from = dates[version - 1]
  const schedule: Schedule = {
    feedVersion: `${city.seed}.${version + 1}`,
    from,
    to: dates[version],
    routes: city.routes.map((route) => scheduledRoute(city, route, from ?? '')),
  }
  city.schedules.set(version, schedule)
  return schedule
}

function changeDates(scenarios: readonly Scenario[]): string[] {
  const dates = new Set<string>()
  for (const { kind, from, to } of scenarios) {
    if (kind !== 'schedule-change' && kind !== 'new-stop') continue
    dates.add(from)
    if (to !== undefined) dates.add(to)
  }
  return [...dates].sort()
}

function scheduledRoute(city: City, route: CityRoute, date: string): ScheduledRoute {
  const inForce = city.scenarios.filter(({ from, to }) => date >= from && (to === undefined || date < to))
  const patterns = route.patterns.map((pattern) =>
    inForce.reduce((changed, scenario) => {
      const here = scenario.kind === 'new-stop' && scenario.route === route.id
      return here && scenario.direction === pattern.direction
        ? withNewStop(changed, scenario.before)
        : changed
    }, pattern),
  ) as [Pattern, Pattern]
  const replanned = inForce.filter(
    (scenario) =>
      scenario.kind === 'schedule-change' &&
      (scenario.routes === undefined || scenario.routes.includes(route.id)),
  )
  const changed = replanned.length > 0 || patterns.some((pattern, index) => pattern !== route.patterns[index])
  const edition = changed ? date.replaceAll('-', '') : ''
  const factor = replanned.reduce(
    (product, scenario) => product * ((scenario.kind === 'schedule-change' && scenario.runTimeFactor) || 1),
    1,
  )
  const timetables: (Timetable | undefined)[] = []
  return {
    route,
    patterns,
    timetable: (weekend) => {
      const index = weekend ? 1 : 0
      const replan = replanned.length > 0 ? edition : ''
      timetables[index] ??= createTimetable(city.seed, route, patterns, { weekend, edition, replan, factor })
      return timetables[index]
    },
  }
}
