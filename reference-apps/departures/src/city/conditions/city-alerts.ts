import type { City } from '../network.ts'
import { type Schedule, scheduleOn } from '../schedule/schedule.ts'
import { dayOf, dayStart } from '../service-date.ts'
import type { CityStop } from '../streets/city-stop.ts'
import type { CityDay } from './city-day.ts'
import { createCityDay } from './city-day.ts'
import { isClosed, isOnStretch } from './stretch.ts'
import { touches } from './way-conditions.ts'

/** What an alert informs of: a stop of a route in a direction. */
export type InformedStop = { routeId: string; direction: 0 | 1; stop: CityStop }

/** An alert of the agency; epoch seconds. `activeTo` is null where the end is not known when it is published. */
export type CityAlert = {
  id: string
  publishedAt: number
  activeFrom: number
  activeTo: number | null
  cause: string
  effect: 'SIGNIFICANT_DELAYS' | 'DETOUR' | 'NO_SERVICE'
  text: string
  informed: InformedStop[]
}

const noticeS = 2 * 3600

/**
 * Alerts that were published on a service day, or are in force on it. Detours are told of two hours before they open, each
 * with a second alert for the stops it closes.
 */
export function alertsOf(city: City, day: number, cityDay: CityDay = createCityDay(city, day)): CityAlert[] {
  const schedule = scheduleOn(city, day)
  return [...detourAlerts(city, schedule, cityDay.date), ...incidentAlerts(schedule, cityDay)]
}

function incidentAlerts(schedule: Schedule, day: CityDay): CityAlert[] {
  return [...stopsByCorridor(schedule)].flatMap(([corridor, stops]) =>
    day.incidents(corridor).flatMap((incident): CityAlert[] => {
      const informed = stops.filter(({ stop }) => touches(incident, stop))
      if (!incident.alert || informed.length === 0) return []
      return [
        {
          id: incident.id,
          publishedAt: day.startS + incident.alert.from,
          activeFrom: day.startS + incident.alert.from,
          activeTo: day.startS + incident.alert.to,
          cause: incident.cause,
          effect: 'SIGNIFICANT_DELAYS',
          text: `Delays at ${informed[0]?.stop.name}`,
          informed,
        },
      ]
    }),
  )
}

function detourAlerts(city: City, schedule: Schedule, date: string): CityAlert[] {
  return city.scenarios.flatMap((scenario, index): CityAlert[] => {
    if (scenario.kind !== 'detour') return []
    const { from, to, stretch } = scenario
    if (date < from || (to !== undefined && date >= to)) return []
    // Service days begin at their first trips; the road is closed the night before.
    const activeFrom = dayStart(dayOf(from), city.timeZone) + 4 * 3600
    const activeTo = to === undefined ? null : dayStart(dayOf(to), city.timeZone) + 4 * 3600
    const publishedAt = activeFrom - noticeS
    const common = { publishedAt, activeFrom, activeTo, cause: 'CONSTRUCTION' }
    const onStretch = informedStops(schedule, (stop) => isOnStretch(stop, stretch))
    const closed = informedStops(schedule, (stop) => isClosed(stop, stretch))
    return [
      {
        ...common,
        id: `detour-${index + 1}`,
        effect: 'DETOUR',
        text: `Detour between ${onStretch[0]?.stop.name} and ${onStretch.at(-1)?.stop.name}`,
        informed: onStretch,
      },
      {
        ...common,
        id: `detour-${index + 1}-stops`,
        effect: 'NO_SERVICE',
        text: 'These stops are not served during the detour',
        informed: closed,
      },
    ]
  })
}

function informedStops(schedule: Schedule, isInformed: (stop: CityStop) => boolean): InformedStop[] {
  return [...stopsByCorridor(schedule).values()].flatMap((stops) =>
    stops.filter(({ stop }) => isInformed(stop)),
  )
}

const known = new WeakMap<Schedule, Map<string, InformedStop[]>>()

function stopsByCorridor(schedule: Schedule): Map<string, InformedStop[]> {
  const stops = known.get(schedule) ?? new Map<string, InformedStop[]>()
  if (known.has(schedule)) return stops
  for (const { routeId, direction, stops: places } of schedule.routes.flatMap(({ patterns }) => patterns)) {
    for (const { stop } of places) {
      const ofCorridor = stops.get(stop.corridor) ?? []
      stops.set(stop.corridor, ofCorridor)
      ofCorridor.push({ routeId, direction, stop })
    }
  }
  known.set(schedule, stops)
  return stops
}
