import type { Place } from '../../gtfs/great-circle.ts'

const metresPerDegree = 111_195

/** Metres from a place to the nearest point of a line, on a plane around the place (good over a city). */
export function metresFromShape(shape: readonly Place[], place: Place): number {
  const perLon = metresPerDegree * Math.cos((place.lat * Math.PI) / 180)
  let nearest = Number.POSITIVE_INFINITY
  let ax = 0
  let ay = 0
  for (const [k, point] of shape.entries()) {
    const bx = (point.lon - place.lon) * perLon
    const by = (point.lat - place.lat) * metresPerDegree
    const dx = k === 0 ? 0 : bx - ax
    const dy = k === 0 ? 0 : by - ay
    const length = dx * dx + dy * dy
    // How far back from b towards a the foot of the perpendicular from the origin lies.
    const share = length > 0 ? Math.min(1, Math.max(0, (bx * dx + by * dy) / length)) : 0
    nearest = Math.min(nearest, Math.hypot(bx - share * dx, by - share * dy))
    ax = bx
    ay = by
  }
  return nearest
}
