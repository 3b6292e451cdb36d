import type { Schedule, ScheduleTrip } from '../../gtfs/schedule.ts'
import { type Path, pathOf, placesOnPath } from './path.ts'

/** Where a trip goes, and how far along each of its stops is (m). */
export type TripPath = { path: Path; stopAlong: Float64Array }

/** Finds the paths of trips; trips of one shape and pattern share theirs. */
export function tripPaths(schedule: Schedule): (trip: ScheduleTrip) => TripPath {
  const byShape = new Map<string, Path>()
  const byTrip = new WeakMap<ScheduleTrip, TripPath>()
  return (trip) => {
    const known = byTrip.get(trip)
    if (known) return known
    const shape = trip.shapeId === null ? undefined : schedule.shapes.get(trip.shapeId)
    let path = trip.shapeId === null ? undefined : byShape.get(trip.shapeId)
    if (!path && shape && shape.length > 1) {
      path = pathOf(shape)
      byShape.set(trip.shapeId as string, path)
    }
    const places = trip.stops.map(({ stopId }) => schedule.stops.get(stopId))
    path ??= pathOf(places.map((stop) => ({ lat: stop?.lat ?? 0, lon: stop?.lon ?? 0 })))
    const made = { path, stopAlong: alongOf(path, places) }
    byTrip.set(trip, made)
    return made
  }
}

/**
 * Each stop at the nearest place on the path that leaves no stop before it behind: the distances of a schedule may be
 * in any unit, and may be missing.
 */
function alongOf(path: Path, stops: readonly ({ lat: number; lon: number } | undefined)[]): Float64Array {
  const end = path.along.at(-1) ?? 0
  const result = new Float64Array(stops.length)
  let from = 0
  for (const [k, stop] of stops.entries()) {
    const places = stop ? placesOnPath(path, stop.lat, stop.lon, from, end) : []
    const best = places[0]
    // A path that comes by twice is taken the first time.
    const close =
      best && places.filter(({ off }) => off <= best.off + 30).sort((a, b) => a.along - b.along)[0]
    from = Math.max(from, close?.along ?? from)
    result[k] = from
  }
  return result
}
