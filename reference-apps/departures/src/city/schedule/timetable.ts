import { demandProfile } from '../demand-profile.ts'
import type { CityRoute } from '../network.ts'
import type { Pattern } from '../streets/pattern.ts'
import { assignBlocks } from './blocks.ts'
import { createRunTimes } from './planned-run-time.ts'

/** One scheduled trip; times are seconds since the service day began, rising along the trip. */
export type ScheduledTrip = {
  id: string
  serviceId: 'WD' | 'WE'
  pattern: Pattern
  departures: Float64Array
  /** The vehicle's work of the day that the trip is part of: its number and its place in it. */
  block: number
  blockId: string
}

export type Timetable = {
  /** Both directions, by their starts. */
  trips: ScheduledTrip[]
  blockCount: number
}

export type Edition = {
  weekend: boolean
  /** Distinguishes trips of one schedule from those before; empty for the first. */
  edition: string
  /** Another text makes the planner misjudge otherwise. */
  replan: string
  /** Planned run times are multiplied by this. */
  factor: number
}

const firstDeparture = 5.5 * 3600
const lastDeparture = 24 * 3600

/** The trips of a route, both directions, on weekdays or at the weekend, with the blocks that vehicles run. */
export function createTimetable(
  seed: number,
  route: CityRoute,
  patterns: readonly Pattern[],
  edition: Edition,
): Timetable {
  const serviceId = edition.weekend ? 'WE' : 'WD'
  const trips: ScheduledTrip[] = []
  for (const pattern of patterns) {
    const runTimes = createRunTimes(seed, pattern, route.headwayMinutes, edition)
    for (let at = firstDeparture; at < lastDeparture; ) {
      const name = `${pattern.routeId}-${pattern.direction}-${serviceId.toLowerCase()}-${clock(at)}`
      const id = edition.edition === '' ? name : `${name}-${edition.edition}`
      const departures = runTimes(at).map((seconds) => at + seconds)
      trips.push({ id, serviceId, pattern, departures, block: -1, blockId: '' })
      at += headwayAt(route, demandProfile(at / 3600, edition.weekend)) * 60
    }
  }
  trips.sort((a, b) => (a.departures[0] as number) - (b.departures[0] as number))
  const blockCount = assignBlocks(trips)
  for (const trip of trips)
    trip.blockId = `${route.id}-${serviceId.toLowerCase()}-b${String(trip.block + 1).padStart(2, '0')}`
  return { trips, blockCount }
}

/** Whole minutes to the next trip: longer where the city is less busy. */
function headwayAt({ headwayMinutes }: CityRoute, profile: number): number {
  return Math.round(headwayMinutes * (profile > 0.5 ? 1 : profile > 0.25 ? 1.5 : 2))
}

function clock(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}${String(minutes % 60).padStart(2, '0')}`
}
