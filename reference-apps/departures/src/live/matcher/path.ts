/** A line over the ground in metres, east and north of its first point; `along` is the way from there. */
export type Path = { lat: number; lon: number; x: Float64Array; y: Float64Array; along: Float64Array }

/** The nearest place on a path: how far along it is and how far off the point lies (m). */
export type OnPath = { along: number; off: number }

const metresPerDegree = 111_195

/** A path through points; their own distances along it (m) are taken where they are given. */
export function pathOf(points: readonly { lat: number; lon: number; distM?: number | undefined }[]): Path {
  const origin = points[0] ?? { lat: 0, lon: 0 }
  const path: Path = {
    lat: origin.lat,
    lon: origin.lon,
    x: new Float64Array(points.length),
    y: new Float64Array(points.length),
    along: new Float64Array(points.length),
  }
  for (const [k, point] of points.entries()) {
    const { x, y } = toPlane(path, point.lat, point.lon)
    path.x[k] = x
    path.y[k] = y
    if (k === 0) continue
    const length = Math.hypot(x - path.x[k - 1]!, y - path.y[k - 1]!)
    path.along[k] = Math.max(path.along[k - 1]!, point.distM ?? path.along[k - 1]! + length)
  }
  return path
}

/** The places between `from` and `to` (m along the path) that are nearest in their surroundings, best first. */
export function placesOnPath(path: Path, lat: number, lon: number, from: number, to: number): OnPath[] {
  const { x, y } = toPlane(path, lat, lon)
  const found: OnPath[] = []
  let last: OnPath | undefined
  let isFalling = true
  for (let k = 1; k < path.along.length; k++) {
    if (path.along[k]! < from) continue
    if (path.along[k - 1]! > to) break
    const here = nearestOnSegment(path, k, x, y)
    if (last && isFalling && here.off > last.off) found.push(last)
    isFalling = !last || here.off < last.off || (isFalling && here.off === last.off)
    last = here
  }
  if (last && isFalling) found.push(last)
  for (const place of found) place.along = Math.max(from, Math.min(to, place.along))
  return found.sort((a, b) => a.off - b.off)
}

function nearestOnSegment(path: Path, k: number, x: number, y: number): OnPath {
  const [ax, ay] = [path.x[k - 1]!, path.y[k - 1]!]
  const [dx, dy] = [path.x[k]! - ax, path.y[k]! - ay]
  const length = dx * dx + dy * dy
  const share = length > 0 ? Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length)) : 0
  return {
    along: path.along[k - 1]! + share * (path.along[k]! - path.along[k - 1]!),
    off: Math.hypot(x - ax - share * dx, y - ay - share * dy),
  }
}

function toPlane(path: Path, lat: number, lon: number): { x: number; y: number } {
  return {
    x: (lon - path.lon) * metresPerDegree * Math.cos((path.lat * Math.PI) / 180),
    y: (lat - path.lat) * metresPerDegree,
  }
}
