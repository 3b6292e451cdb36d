import type { CityStop, Crossing, Heading } from './city-stop.ts'

export type PatternStop = {
  stop: CityStop
  /** Metres from the stop before and from the first stop. */
  lengthM: number
  distanceM: number
  /** Early vehicles wait here for their time. */
  timepoint: boolean
}

/** The stops of a route in one direction, in order. */
export type Pattern = {
  id: string
  routeId: string
  direction: 0 | 1
  headsign: string
  stops: PatternStop[]
}

const timepointEvery = 8

/** The pattern along these crossings; `stopAt` gives the stop of a crossing for a heading. */
export function createPattern(
  routeId: string,
  direction: 0 | 1,
  path: readonly Crossing[],
  stopAt: (crossing: Crossing, heading: Heading) => CityStop,
): Pattern {
  const stops = path.map((crossing, index) => {
    const before = path[index - 1]
    const after = path[index + 1]
    return stopAt(crossing, before ? headingOf(before, crossing) : headingOf(crossing, after as Crossing))
  })
  return patternOf(routeId, direction, stops, `${routeId}-${direction}`)
}

/** A pattern with a further stop half way to the stop at `before`, which counts from 1. */
export function withNewStop(pattern: Pattern, before: number): Pattern {
  const after = pattern.stops[before - 1]
  const ahead = pattern.stops[before - 2]
  if (!after || !ahead) return pattern
  const between: CityStop = {
    ...after.stop,
    id: `${after.stop.id}N`,
    name: `${after.stop.name} (near side)`,
    lat: (after.stop.lat + ahead.stop.lat) / 2,
    lon: (after.stop.lon + ahead.stop.lon) / 2,
    signalS: 0,
    lengthM: after.lengthM / 2,
  }
  const rest = { ...after.stop, lengthM: after.lengthM / 2 }
  const stops = pattern.stops.map(({ stop }) => stop)
  stops.splice(before - 1, 1, between, rest)
  return patternOf(pattern.routeId, pattern.direction, stops, `${pattern.id}-${between.id}`)
}

function patternOf(routeId: string, direction: 0 | 1, stops: readonly CityStop[], id: string): Pattern {
  let distanceM = 0
  const last = stops.at(-1) as CityStop
  return {
    id,
    routeId,
    direction,
    headsign: last.name,
    stops: stops.map((stop, index) => {
      const lengthM = index === 0 ? 0 : stop.lengthM
      distanceM += lengthM
      const timepoint = index > 0 && index % timepointEvery === 0
      return { stop, lengthM, distanceM, timepoint }
    }),
  }
}

function headingOf(from: Crossing, to: Crossing): Heading {
  if (from.street === to.street) return to.avenue > from.avenue ? 'N' : 'S'
  return to.street > from.street ? 'E' : 'W'
}
