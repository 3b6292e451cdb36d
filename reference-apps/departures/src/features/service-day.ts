import { codeOf, createDictionary, type Dictionary } from './dictionary.ts'

/** The dictionaries shared by all service days of one run: what the small numbers in a day stand for. */
export type Names = {
  routes: Dictionary
  stops: Dictionary
  partitions: Dictionary
  /** Sequences of partitions that trips go through. */
  patterns: Dictionary
}

/** Canonical stop visits in columns, sorted by trip and sequence; times are epoch seconds, NaN where unknown. */
export type VisitColumns = {
  tripId: string[]
  routeId: string[]
  directionId: string[]
  stopId: string[]
  scheduledArrival: Float64Array
  scheduled: Float64Array
  observedArrival: Float64Array
  observed: Float64Array
  utcOffset: Float64Array
}

/**
 * One service day in columns, by trip and place in the trip. Times are seconds after 00:00 UTC of the service
 * date, NaN where unknown; `timeOfDay` is the scheduled local time. Trip k owns visits start[k] to start[k+1].
 */
export type ServiceDay = {
  date: string
  /** Days since 1970-01-01. */
  day: number
  /** 0 is Monday. */
  weekday: number
  tripIds: string[]
  /** 1 for a trip whose times are not from a schedule (see `fillSchedule`). */
  unscheduled: Uint8Array
  start: Int32Array
  tripOf: Int32Array
  /** By trip: which sequence of partitions it goes through. */
  pattern: Int32Array
  route: Int32Array
  stop: Int32Array
  partition: Int32Array
  scheduledArrival: Float64Array
  scheduled: Float64Array
  observedArrival: Float64Array
  observed: Float64Array
  timeOfDay: Float64Array
}

const partitionSeparator = '\t'

/** Empty dictionaries. */
export function createNames(): Names {
  return {
    routes: createDictionary(),
    stops: createDictionary(),
    partitions: createDictionary(),
    patterns: createDictionary(),
  }
}

/** The visits `from` to `to` − 1, all of one service date, as a service day. */
export function serviceDay(
  date: string,
  visits: VisitColumns,
  from: number,
  to: number,
  names: Names,
): ServiceDay {
  const n = to - from
  const midnight = Date.parse(`${date}T00:00:00Z`) / 1000
  const day = Math.round(midnight / 86_400)
  const tripIds: string[] = []
  const start: number[] = []
  const tripOf = new Int32Array(n)
  const route = new Int32Array(n)
  const stop = new Int32Array(n)
  const partition = new Int32Array(n)
  const observed = shifted(visits.observed, from, to, -midnight)
  const scheduled = shifted(visits.scheduled, from, to, -midnight)
  const timeOfDay = new Float64Array(n)
  for (let v = 0; v < n; v++) {
    const at = from + v
    if (v === 0 || visits.tripId[at] !== visits.tripId[at - 1]) {
      tripIds.push(visits.tripId[at]!)
      start.push(v)
    }
    tripOf[v] = start.length - 1
    route[v] = codeOf(names.routes, visits.routeId[at]!)
    stop[v] = codeOf(names.stops, visits.stopId[at]!)
    partition[v] = codeOf(
      names.partitions,
      partitionName([visits.routeId[at]!, visits.directionId[at]!, visits.stopId[at]!]),
    )
    timeOfDay[v] = (Number.isNaN(scheduled[v]!) ? observed[v]! : scheduled[v]!) + visits.utcOffset[at]!
  }
  start.push(n)
  return {
    date,
    day,
    weekday: (day + 3) % 7,
    tripIds,
    unscheduled: new Uint8Array(tripIds.length),
    start: Int32Array.from(start),
    tripOf,
    pattern: patternsOf(partition, start, names),
    route,
    stop,
    partition,
    scheduledArrival: shifted(visits.scheduledArrival, from, to, -midnight),
    scheduled,
    observedArrival: shifted(visits.observedArrival, from, to, -midnight),
    observed,
    timeOfDay,
  }
}

/** A trip's pattern and the partitions it goes through. */
export function tripPartitions(day: ServiceDay, trip: number): { pattern: number; partitions: Int32Array } {
  return {
    pattern: day.pattern[trip]!,
    partitions: day.partition.subarray(day.start[trip], day.start[trip + 1]),
  }
}

function patternsOf(partition: Int32Array, start: readonly number[], names: Names): Int32Array {
  return Int32Array.from({ length: start.length - 1 }, (_, trip) =>
    codeOf(names.patterns, partition.subarray(start[trip], start[trip + 1]).join()),
  )
}

/** Route, direction and stop as one name, and back. */
export function partitionName(key: readonly string[]): string {
  return key.join(partitionSeparator)
}

/** Route, direction and stop of a partition's name. */
export function partitionKey(name: string): string[] {
  return name.split(partitionSeparator)
}

function shifted(times: Float64Array, from: number, to: number, by: number): Float64Array {
  const result = times.slice(from, to)
  for (let v = 0; v < result.length; v++) result[v]! += by
  return result
}
