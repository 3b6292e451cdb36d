import { randomStream } from '../random-stream.ts'
import { avenueName, streetNames } from './street-names.ts'

/** Avenues lie west to east, streets across lie south to north; vehicles run on every second one of them. */
export const gridSize = 161

export type StreetGrid = {
  /** Metres east of the centre of each street across, and metres north of it of each avenue. */
  east: Float64Array
  north: Float64Array
  streetNames: string[]
  avenueNames: string[]
}

const centre = { lat: 51.24, lon: -106.38 }
const metresPerDegree = 111_320

/** The streets of a city of this seed; the same for every number of routes. Neighbours lie 220 to 480 m apart. */
export function createGrid(seed: number): StreetGrid {
  return {
    east: places(seed, 'east'),
    north: places(seed, 'north'),
    streetNames: streetNames(seed, gridSize),
    avenueNames: Array.from({ length: gridSize }, (_, index) => avenueName(index + 1)),
  }
}

function places(seed: number, axis: string): Float64Array {
  const random = randomStream(seed, 'places', axis)
  const at = new Float64Array(gridSize)
  for (let index = 1; index < gridSize; index++) {
    at[index] = (at[index - 1] as number) + 220 + 260 * random.uniform()
  }
  const middle = at[(gridSize - 1) / 2] as number
  return at.map((metres) => metres - middle)
}

/** Degrees of a place given in metres east and north of the centre. */
export function position(eastM: number, northM: number): { lat: number; lon: number } {
  const degreeOfLon = metresPerDegree * Math.cos((centre.lat * Math.PI) / 180)
  return { lat: centre.lat + northM / metresPerDegree, lon: centre.lon + eastM / degreeOfLon }
}
