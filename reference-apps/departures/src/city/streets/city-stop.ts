import { randomStream } from '../random-stream.ts'
import type { StreetGrid } from './street-grid.ts'
import { gridSize, position } from './street-grid.ts'

export const headings = ['N', 'E', 'S', 'W'] as const
export type Heading = (typeof headings)[number]

/** A crossing of the grid: the street across (from west) and the avenue (from south). */
export type Crossing = { street: number; avenue: number }

/**
 * A stop and the way to it from the crossing before, for vehicles of one heading. Every route that comes this way shares
 * both. Lengths in metres, speeds in metres a second.
 */
export type CityStop = {
  id: string
  name: string
  lat: number
  lon: number
  /** Street of the way, `A40` or `S36`, and the stop's place on it. */
  street: string
  place: number
  heading: Heading
  lengthM: number
  freeFlowMps: number
  /** Which traffic state the way feels: the street and its part. */
  corridor: string
  /** How strongly congestion slows the way. */
  exposure: number
  /** Mean wait at signals on the way, in seconds. */
  signalS: number
  /** Boardings an hour of one route at a profile of 1. */
  boardingsPerHour: number
}

/** Places on a street that share a traffic state. */
export const corridorLength = 13

/** The stop at a crossing for vehicles of this heading; depends on the seed and the place alone. */
export function createStop(
  seed: number,
  grid: StreetGrid,
  { street, avenue }: Crossing,
  heading: Heading,
): CityStop {
  const direction = headings.indexOf(heading)
  const number = (avenue * gridSize + street) * 4 + direction
  const random = randomStream(seed, 'stop', number)
  const alongStreet = heading === 'N' || heading === 'S'
  const onStreet = alongStreet ? `S${street}` : `A${avenue}`
  const place = alongStreet ? avenue : street
  const before = place + (heading === 'N' || heading === 'E' ? -1 : 1)
  const lengths = alongStreet ? grid.north : grid.east
  const lengthM = Math.abs((lengths[place] as number) - (lengths[before] ?? (lengths[place] as number) + 350))
  // On the right-hand side of the road, a little after the crossing.
  const aside = { N: [9, 18], E: [18, -9], S: [-9, -18], W: [-18, 9] }[heading] as [number, number]
  const streetName = `${grid.streetNames[street]} Street`
  const avenueName = grid.avenueNames[avenue] as string
  return {
    // Odd multipliers turn numbers about within 2^17, so that each stop has its own.
    id: String(10_000 + ((number * 48_271 + 7 * seed) & 0x1ffff)),
    name: alongStreet ? `${streetName} at ${avenueName}` : `${avenueName} at ${grid.streetNames[street]}`,
    ...position((grid.east[street] as number) + aside[0], (grid.north[avenue] as number) + aside[1]),
    street: onStreet,
    place,
    heading,
    lengthM,
    freeFlowMps: (28 + 16 * random.uniform()) / 3.6,
    corridor: `${onStreet}.${Math.floor(place / corridorLength)}`,
    exposure: 0.25 + 0.9 * random.uniform(),
    signalS: (0.3 + 0.4 * random.uniform()) * 18,
    boardingsPerHour: 3 + 22 * random.uniform() * random.uniform(),
  }
}
