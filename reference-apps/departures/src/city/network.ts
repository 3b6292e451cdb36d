import { randomStream } from './random-stream.ts'

/** The way from the stop before to a stop, and the stop. Lengths in metres, speeds in metres a second. */
export type CityStop = {
  id: string
  lengthM: number
  freeFlowMps: number
  /** Which traffic state the way to this stop feels. */
  corridor: number
  /** How strongly congestion slows the way to this stop. */
  exposure: number
  /** Mean wait at signals on the way, in seconds. */
  signalS: number
  /** Boardings an hour at a profile of 1. */
  boardingsPerHour: number
  /** Early vehicles wait here for their time. */
  timepoint: boolean
}

export type CityRoute = {
  id: string
  direction: 0 | 1
  headwayMinutes: number
  stops: CityStop[]
}

/** A city: every route in both directions, in the order of their names. */
export type City = { seed: number; corridors: number; routes: CityRoute[] }

const corridors = 8
const headways = [8, 10, 12, 15, 20, 30]

export type CityPlan = {
  seed: number
  routeCount: number
  /** Stops of every route in each direction; 28 to 46 where it is not given. */
  stopCount?: number | undefined
}

/** A city of routes in two directions each; ways and demand follow the seed. */
export function createCity({ seed, routeCount, stopCount }: CityPlan): City {
  const routes: CityRoute[] = []
  for (let route = 1; route <= routeCount; route++) {
    for (const direction of [0, 1] as const) routes.push(createRoute(seed, `R${route}`, direction, stopCount))
  }
  return { seed, corridors, routes }
}

function createRoute(seed: number, id: string, direction: 0 | 1, wantedStops?: number): CityRoute {
  const shape = randomStream(seed, 'route', id)
  const usualStops = 28 + Math.floor(shape.uniform() * 19)
  const stopCount = wantedStops ?? usualStops
  const headwayMinutes = headways[Math.floor(shape.uniform() * headways.length)] as number
  const firstCorridor = Math.floor(shape.uniform() * corridors)
  const way = randomStream(seed, 'way', id, direction)
  const stops = Array.from({ length: stopCount }, (_, index): CityStop => {
    const place = direction === 0 ? index : stopCount - 1 - index
    return {
      id: `${id}-${direction}-${String(index + 1).padStart(2, '0')}`,
      lengthM: index === 0 ? 0 : 220 + 260 * way.uniform(),
      freeFlowMps: (28 + 16 * way.uniform()) / 3.6,
      corridor: (firstCorridor + Math.floor((3 * place) / stopCount)) % corridors,
      exposure: 0.25 + 0.9 * way.uniform(),
      signalS: (0.3 + 0.4 * way.uniform()) * 18,
      boardingsPerHour: 2 + 14 * way.uniform() * way.uniform(),
      timepoint: index > 0 && index % 8 === 0,
    }
  })
  return { id, direction, headwayMinutes, stops }
}
