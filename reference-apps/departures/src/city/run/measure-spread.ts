import { type CityDay, createCityDay } from '../conditions/city-day.ts'
import { meanRunning, wayConditions } from '../conditions/way-conditions.ts'
import { slotOf } from '../demand-profile.ts'
import type { City } from '../network.ts'
import type { Pattern } from '../streets/pattern.ts'
import { wholeTrips } from './measure-lateness.ts'
import type { RouteRun, TripRun } from './route-run.ts'

/** Times along a trip without waiting at timepoints: as they were, and as the state of the road made them likely. */
type Course = { actual: Float64Array; likely: Float64Array }

/**
 * How uncertain a vehicle's way is once the state of the road is known: the slope of log spread over log elapsed time
 * (one to thirty minutes), and the rank correlation of a vehicle's own pace over ten minutes with that over the next ten.
 */
export function measureSpread(
  city: City,
  runs: readonly RouteRun[],
): { slope: number; paceCorrelation: number } {
  const courses = [...coursesByHour(city, runs).values()].flatMap(withLikelyDwell)
  const spreads = new Map<number, number[]>()
  const own: number[] = []
  const forward: number[] = []
  for (const { actual, likely } of courses) {
    const places = actual.length
    for (let from = 0; from < places; from += 4) {
      for (let to = from + 1; to < places; to++) {
        const mean = span(likely, from, to)
        const bin = Math.round(4 * Math.log(mean))
        const list = spreads.get(bin) ?? []
        spreads.set(bin, list)
        list.push(span(actual, from, to) - mean)
      }
    }
    const middle = Math.floor(places / 2)
    const before = likely.findLastIndex((at) => span(likely, 0, middle) - at >= 600)
    const after = likely.findIndex((at) => at - span(likely, 0, middle) >= 600)
    if (before < 0 || after < 0) continue
    own.push(span(actual, before, middle) / span(likely, before, middle))
    forward.push(span(actual, middle, after) / span(likely, middle, after))
  }
  const bins = [...spreads].filter(([bin, list]) => bin >= 16 && bin <= 30 && list.length >= 500)
  const slope = slopeOf(
    bins.map(([bin]) => bin / 4),
    bins.map(([, list]) => Math.log(spreadOf(list))),
  )
  return { slope, paceCorrelation: slopeOf(ranks(own), ranks(forward)) }
}

type Driven = { running: Float64Array; likely: Float64Array; dwell: Float64Array }

function coursesByHour(city: City, runs: readonly RouteRun[]): Map<string, Driven[]> {
  const groups = new Map<string, Driven[]>()
  const days = new Map<number, CityDay>()
  for (const run of runs) {
    const day = days.get(run.day) ?? createCityDay(city, run.day)
    days.set(run.day, day)
    const trips = wholeTrips(run)
    for (const pattern of run.route.patterns) {
      const ways = wayConditions(pattern, day)
      for (const trip of trips.filter(({ trip }) => trip.pattern === pattern)) {
        const hour = Math.floor((trip.trip.departures[0] as number) / 3600)
        const key = `${pattern.id}|${day.weekend}|${hour}`
        const group = groups.get(key) ?? []
        groups.set(key, group)
        group.push(
          drivenOf(trip, pattern, (place, at) =>
            meanRunning(ways[place] as (typeof ways)[number], day, at, slotOf(at)),
          ),
        )
      }
    }
  }
  return groups
}

function drivenOf(
  run: TripRun,
  pattern: Pattern,
  likelyRunning: (place: number, at: number) => number,
): Driven {
  const places = run.departures.length
  const [running, likely, dwell] = [0, 1, 2].map(() => new Float64Array(places)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  for (let place = 1; place < places; place++) {
    const from = run.departures[place - 1] as number
    running[place] = (run.arrivals[place] as number) - from
    likely[place] = likelyRunning(place, from)
    if (!pattern.stops[place]?.timepoint)
      dwell[place] = (run.departures[place] as number) - (run.arrivals[place] as number)
  }
  return { running, likely, dwell }
}

/** The time at a stop that is likely is the mean of the trips of the group. */
function withLikelyDwell(group: Driven[]): Course[] {
  const places = group[0]?.dwell.length ?? 0
  const mean = Float64Array.from(
    { length: places },
    (_, place) => group.reduce((sum, { dwell }) => sum + (dwell[place] as number), 0) / group.length,
  )
  return group.map(({ running, likely, dwell }) => ({
    actual: cumulative(running, dwell),
    likely: cumulative(likely, mean),
  }))
}

function cumulative(one: Float64Array, other: Float64Array): Float64Array {
  let sum = 0
  return one.map((value, place) => {
    sum += value + (other[place] as number)
    return sum
  })
}

function span(times: Float64Array, from: number, to: number): number {
  return (times[to] as number) - (times[from] as number)
}

/** Half the width of the middle 68 %. */
function spreadOf(values: number[]): number {
  const sorted = Float64Array.from(values).sort()
  const at = (share: number) => sorted[Math.floor(share * sorted.length)] as number
  return (at(0.84) - at(0.16)) / 2
}

function slopeOf(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const mean = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0) / values.length
  const [meanX, meanY] = [mean(x), mean(y)]
  let product = 0
  let square = 0
  for (let index = 0; index < x.length; index++) {
    product += ((x[index] as number) - meanX) * ((y[index] as number) - meanY)
    square += ((x[index] as number) - meanX) ** 2
  }
  return product / square
}

function ranks(values: readonly number[]): Float64Array {
  const order = values.map((_, index) => index).sort((a, b) => (values[a] as number) - (values[b] as number))
  const rank = new Float64Array(values.length)
  for (const [place, index] of order.entries()) rank[index] = place
  return rank
}
