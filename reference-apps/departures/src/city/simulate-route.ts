import type { CityDay, Weather } from './city-day.ts'
import { demandProfile } from './demand-profile.ts'
import type { City, CityRoute, CityStop } from './network.ts'
import { type RandomStream, randomStream } from './random-stream.ts'
import { type ScheduledTrip, timetable } from './timetable.ts'

/** What happened at one stop of one trip: seconds since the service day began; null where nothing was recorded. */
export type SimulatedVisit = {
  stop: CityStop
  scheduled: number
  arrival: number | null
  departure: number | null
}

export type SimulatedTrip = { id: string; cancelled: boolean; visits: SimulatedVisit[] }

/** Scale of the gamma process of running times, in seconds: the variance of a way is its mean times this. */
const runningScaleS = 5
const leastSpacingS = 12

/** Every trip of a route on a day; depends on the city's seed, the route and the day alone. */
export function simulateRoute(city: City, route: CityRoute, day: CityDay): SimulatedTrip[] {
  const random = randomStream(city.seed, 'run', route.id, route.direction, day.day)
  const lastDeparture = new Float64Array(route.stops.length).fill(Number.NaN)
  return timetable(city, route, day.weekend).map((trip) => {
    if (random.uniform() < 0.01) return cancelledTrip(route, trip)
    return { id: trip.id, cancelled: false, visits: drive(route, trip, day, lastDeparture, random) }
  })
}

function drive(
  route: CityRoute,
  trip: ScheduledTrip,
  day: CityDay,
  lastDeparture: Float64Array,
  random: RandomStream,
): SimulatedVisit[] {
  let now = (trip.departures[0] as number) + terminalLateness(day, trip.departures[0] as number, random)
  return route.stops.map((stop, index) => {
    const scheduled = trip.departures[index] as number
    const before = lastDeparture[index] as number
    if (index > 0) now += running(stop, day, now, random)
    // Nobody overtakes: the vehicle ahead has to be gone.
    if (now < before + leastSpacingS) now = before + leastSpacingS
    const arrival = now
    if (index > 0 && index < route.stops.length - 1) now += dwell(stop, route, day, now, before, random)
    if (stop.timepoint && now < scheduled && random.uniform() < 0.8) now = scheduled
    lastDeparture[index] = now
    const seen = random.uniform() >= 0.02
    return {
      stop,
      scheduled,
      arrival: seen ? Math.round(arrival) : null,
      departure: seen ? Math.round(now) : null,
    }
  })
}

function terminalLateness(day: CityDay, at: number, random: RandomStream): number {
  if (random.uniform() < 0.55) return 0
  if (random.uniform() < 0.012) return 240 + 420 * random.uniform()
  return random.gamma(1.2) * 45 * (1 + demandProfile(at / 3600, day.weekend))
}

const slowdown: Record<Weather, number> = { dry: 1, 'light rain': 1.04, 'heavy rain': 1.1 }
const rainInPeaks: Record<Weather, number> = { dry: 0, 'light rain': 0.1, 'heavy rain': 0.3 }

function running(stop: CityStop, day: CityDay, at: number, random: RandomStream): number {
  const weather = day.weather(at)
  const profile = demandProfile(at / 3600, day.weekend)
  const congestion =
    stop.exposure * profile * Math.exp(day.traffic(stop.corridor, at)) * (1 + rainInPeaks[weather])
  const mean = (stop.lengthM / stop.freeFlowMps) * slowdown[weather] * (1 + congestion) + stop.signalS
  return random.gamma(mean / runningScaleS) * runningScaleS
}

/** Boarding passengers gather since the last vehicle left, which alone makes vehicles bunch. */
function dwell(
  stop: CityStop,
  route: CityRoute,
  day: CityDay,
  at: number,
  before: number,
  random: RandomStream,
): number {
  const gapS = Math.min(Number.isNaN(before) ? route.headwayMinutes * 60 : at - before, 3600)
  const rate = stop.boardingsPerHour * demandProfile(at / 3600, day.weekend)
  const on = random.poisson((rate * gapS) / 3600)
  const off = random.poisson((rate * route.headwayMinutes) / 60)
  if (on === 0 && off === 0) return 0
  const ramp = random.uniform() < 0.006 ? 55 : 0
  return 3.5 + Math.max(2.9 * on, 1.5 * off) + 2 * random.gamma(1) + ramp
}

function cancelledTrip(route: CityRoute, trip: ScheduledTrip): SimulatedTrip {
  const visits = route.stops.map((stop, index) => ({
    stop,
    scheduled: trip.departures[index] as number,
    arrival: null,
    departure: null,
  }))
  return { id: trip.id, cancelled: true, visits }
}
