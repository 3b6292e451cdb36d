import { createCityDay } from '../conditions/city-day.ts'
import { wayConditions } from '../conditions/way-conditions.ts'
import type { City } from '../network.ts'
import type { CityStop } from '../streets/city-stop.ts'
import { wholeTrips } from './measure-lateness.ts'
import type { RouteRun, TripRun } from './route-run.ts'

/** Stops ahead for which the time is predicted. */
const ahead = 9

type Sum = { error: number; count: number }
export type Disruption = { undisturbed: number; detour: number; alert: number }

/**
 * Mean absolute error (s) of predicting the time over the next nine stops by its mean of the past days at that hour:
 * where nothing is out of the ordinary, where the way leads over ways that `isDetoured`, and where the agency has told of an incident on it.
 */
export function measureDisruption(
  city: City,
  past: readonly RouteRun[],
  runs: readonly RouteRun[],
  isDetoured: (stop: CityStop) => boolean,
): Disruption {
  const means = pastMeans(past)
  const sums = { undisturbed: zero(), detour: zero(), alert: zero() }
  for (const run of runs) {
    const day = createCityDay(city, run.day)
    const ways = new Map(run.route.patterns.map((pattern) => [pattern, wayConditions(pattern, day)]))
    for (const trip of wholeTrips(run)) {
      const { pattern } = trip.trip
      for (let place = 1; place + ahead < trip.departures.length; place += 3) {
        const mean = means(trip, place)
        if (mean === undefined) continue
        const places = Array.from({ length: ahead }, (_, step) => place + 1 + step)
        const isAround = places.some((at) => isDetoured(pattern.stops[at]?.stop as CityStop))
        const now = trip.departures[place] as number
        const isTold = places.some((at) =>
          ways
            .get(pattern)
            ?.[at]?.incidents.some(({ alert }) => alert && now >= alert.from && now < alert.to),
        )
        const sum = isAround ? sums.detour : isTold ? sums.alert : sums.undisturbed
        sum.error += Math.abs(timeAhead(trip, place) - mean)
        sum.count++
      }
    }
  }
  const mean = ({ error, count }: Sum) => error / count
  return { undisturbed: mean(sums.undisturbed), detour: mean(sums.detour), alert: mean(sums.alert) }
}

function pastMeans(past: readonly RouteRun[]): (trip: TripRun, place: number) => number | undefined {
  const sums = new Map<string, Sum>()
  const key = ({ trip }: TripRun, place: number) =>
    `${trip.pattern.id}|${trip.serviceId}|${Math.floor((trip.departures[0] as number) / 3600)}|${place}`
  for (const trip of past.flatMap(wholeTrips)) {
    for (let place = 1; place + ahead < trip.departures.length; place += 3) {
      const sum = sums.get(key(trip, place)) ?? zero()
      sums.set(key(trip, place), sum)
      sum.error += timeAhead(trip, place)
      sum.count++
    }
  }
  return (trip, place) => {
    const sum = sums.get(key(trip, place))
    return sum && sum.count >= 5 ? sum.error / sum.count : undefined
  }
}

function timeAhead({ departures }: TripRun, place: number): number {
  return (departures[place + ahead] as number) - (departures[place] as number)
}

function zero(): Sum {
  return { error: 0, count: 0 }
}
