import { demandProfile } from './demand-profile.ts'
import type { City, CityRoute } from './network.ts'
import { randomStream } from './random-stream.ts'

/** One scheduled trip: seconds since the service day began, in whole minutes, for every stop. */
export type ScheduledTrip = { id: string; departures: number[] }

const firstDeparture = 5.5 * 3600
const lastDeparture = 24 * 3600

/**
 * The trips of a route on a kind of day. Running times are what a planner made of last year's means: a period's mean
 * plus 3 %, off by some percent, in whole minutes, so that the schedule is wrong in a way that can be learned.
 */
export function timetable(city: City, route: CityRoute, weekend: boolean): ScheduledTrip[] {
  const trips: ScheduledTrip[] = []
  for (let at = firstDeparture; at < lastDeparture; ) {
    const hour = at / 3600
    const departures = plannedTimes(city, route, hour, weekend).map(
      (seconds) => at + Math.round(seconds / 60) * 60,
    )
    trips.push({ id: `${route.id}-${route.direction}-${weekend ? 'we' : 'wd'}-${clock(at)}`, departures })
    const busy = demandProfile(hour, weekend) > 0.5 ? 1 : 1.5
    at += Math.round(route.headwayMinutes * busy) * 60
  }
  return trips
}

function plannedTimes(city: City, route: CityRoute, hour: number, weekend: boolean): number[] {
  const period = Math.floor(hour / 4)
  const profile = demandProfile(period * 4 + 2, weekend)
  const random = randomStream(city.seed, 'planner', route.id, route.direction, period)
  const misjudged = 1.03 * (1 + 0.08 * random.normal())
  let elapsed = 0
  return route.stops.map((stop, index) => {
    if (index === 0) return 0
    const moving = (stop.lengthM / stop.freeFlowMps) * (1 + stop.exposure * profile)
    const boardings = (stop.boardingsPerHour * profile * route.headwayMinutes) / 60
    elapsed += (moving + stop.signalS + (1 - Math.exp(-2 * boardings)) * 4 + 2.9 * boardings) * misjudged
    return elapsed
  })
}

function clock(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}${String(minutes % 60).padStart(2, '0')}`
}
