import type { ScheduledTrip } from './timetable.ts'

/** Seconds that a vehicle is scheduled to stand at a terminal: five minutes, or a fifth of the trip. */
const leastLayoverS = 300
const layoverShare = 0.2

/**
 * Gives each trip the vehicle's work (block) it is part of: the vehicle that has waited longest at the trip's terminal, or
 * another one. Trips come by their starts; the terminals of the two directions are each other's ends. Returns the
 * number of blocks.
 */
export function assignBlocks(trips: ScheduledTrip[]): number {
  const waiting: { block: number; ready: number }[][] = [[], []]
  let blocks = 0
  for (const trip of trips) {
    const { direction } = trip.pattern
    const start = trip.departures[0] as number
    const end = trip.departures.at(-1) as number
    const here = waiting[direction] as { block: number; ready: number }[]
    const first = here.findIndex(({ ready }) => ready <= start)
    trip.block = first >= 0 ? (here.splice(first, 1)[0]?.block as number) : blocks++
    const ready = end + Math.max(leastLayoverS, layoverShare * (end - start))
    const there = waiting[1 - direction] as { block: number; ready: number }[]
    const place = there.findIndex((other) => other.ready > ready)
    there.splice(place < 0 ? there.length : place, 0, { block: trip.block, ready: Math.ceil(ready) })
  }
  return blocks
}
