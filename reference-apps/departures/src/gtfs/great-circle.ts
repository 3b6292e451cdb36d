const earthRadiusM = 6_371_008.8
const radians = Math.PI / 180

export type Place = { lat: number; lon: number }

/** Metres between two places on a sphere (haversine formula). */
export function greatCircleM(a: Place, b: Place): number {
  const sinLat = Math.sin(((b.lat - a.lat) * radians) / 2)
  const sinLon = Math.sin(((b.lon - a.lon) * radians) / 2)
  const h = sinLat * sinLat + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * sinLon * sinLon
  return 2 * earthRadiusM * Math.asin(Math.min(1, Math.sqrt(h)))
}
