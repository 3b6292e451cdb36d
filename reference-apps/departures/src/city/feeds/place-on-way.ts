import type { PatternStop } from '../streets/pattern.ts'

/** Degrees that a vehicle off its route is aside: about 700 m. */
const aside = 0.0063
/** Standard deviation across the road, in degrees: about 5 m. */
const scatter = 0.000045

/** The place at a distance along a pattern, a little to one side; the bearing of the way in degrees from north. */
export function placeOnWay(
  stops: readonly PatternStop[],
  distance: number,
  report: number,
  offRoute: boolean,
): { latitude: number; longitude: number; bearing: number } {
  const found = stops.findIndex(({ distanceM }) => distanceM > distance)
  const index = found < 0 ? stops.length - 1 : Math.max(1, found)
  const to = stops[index] as PatternStop
  const from = stops[index - 1] as PatternStop
  const share = Math.min(1, (distance - from.distanceM) / (to.distanceM - from.distanceM))
  const lat = to.stop.lat - from.stop.lat
  const lon = to.stop.lon - from.stop.lon
  const east = lon * Math.cos((to.stop.lat * Math.PI) / 180)
  const bearing = ((Math.atan2(east, lat) * 180) / Math.PI + 360) % 360
  // Successive reports scatter differently, and the same report always alike.
  const side = scatter * Math.sin(report * 12.9898 + to.stop.place * 78.233) + (offRoute ? aside : 0)
  const length = Math.hypot(lat, east)
  return {
    latitude: from.stop.lat + share * lat + (side * east) / length,
    longitude: from.stop.lon + share * lon - (side * lat) / length,
    bearing: Math.round(bearing),
  }
}
