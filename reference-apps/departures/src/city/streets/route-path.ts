import { randomStream } from '../random-stream.ts'
import type { Crossing } from './city-stop.ts'
import { gridSize } from './street-grid.ts'

const middle = (gridSize - 1) / 2

/**
 * The crossings of a route, one for each stop, from one terminal to the other: along one street, or round one corner.
 * Routes of small numbers keep near the centre, so that the first routes of a big city are a small city.
 */
export function routePath(seed: number, number: number, wantedStops?: number): Crossing[] {
  const random = randomStream(seed, 'route', number)
  const stopCount = wantedStops ?? 30 + Math.floor(19 * random.uniform())
  const spread = 1.2 + 0.74 * Math.sqrt(number)
  const alongAvenue = random.uniform() < 0.5
  const own = runningStreet(spread * random.normal(), random.uniform())
  const start = clamp(Math.round(middle - stopCount / 2 + 2 * spread * random.normal()), stopCount)
  const line = Array.from({ length: stopCount }, (_, index) => start + index)
  const turns = random.uniform() < 0.55
  const corner = turns ? turningPlace(line, 0.25 + 0.5 * random.uniform()) : line.length
  const rest = line.length - corner
  const goesUp = random.uniform() < 0.5 ? own + rest < gridSize - 1 : own - rest < 1
  return line.map((place, index) => {
    const beyond = Math.max(0, index - corner)
    const along = beyond > 0 ? (line[corner] as number) : place
    const across = goesUp ? own + beyond : own - beyond
    return alongAvenue ? { street: along, avenue: across } : { street: across, avenue: along }
  })
}

/** Vehicles run on even streets; every fourth of those is a main street, which draws half of the routes. */
function runningStreet(fromCentre: number, draw: number): number {
  const step = draw < 0.5 ? 4 : 1
  const index = middle + 2 * step * Math.round(fromCentre / step)
  return Math.min(gridSize - 3, Math.max(2, index))
}

function turningPlace(line: number[], share: number): number {
  const index = Math.round(share * line.length)
  return (line[index] as number) % 2 === 0 ? index : index - 1
}

function clamp(start: number, stopCount: number): number {
  return Math.min(gridSize - 1 - stopCount, Math.max(1, start))
}
