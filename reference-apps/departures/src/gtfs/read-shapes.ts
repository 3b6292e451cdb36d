import { eachRow } from './csv-table.ts'
import { greatCircleM } from './great-circle.ts'
import { expectedInteger, expectedNumber, readInteger, readNumber } from './gtfs-values.ts'
import type { ShapePoint } from './schedule.ts'

/** A shape's points, and what shape_dist_traveled says of each in whatever unit the schedule uses (NaN without). */
export type Shape = { points: ShapePoint[]; travelled: number[] }

type RawPoint = { sequence: number; lat: number; lon: number; travelled: number }

/** shapes.txt; distances are measured along the points, whatever the file says. */
export function readShapes(content: Uint8Array): Map<string, Shape> {
  const raw = new Map<string, RawPoint[]>()
  const required = ['shape_id', 'shape_pt_lat', 'shape_pt_lon', 'shape_pt_sequence']
  eachRow('shapes.txt', content, required, (row) => {
    const id = row.required('shape_id')
    const lat = row.value('shape_pt_lat', readNumber, expectedNumber)
    const lon = row.value('shape_pt_lon', readNumber, expectedNumber)
    const sequence = row.value('shape_pt_sequence', readInteger, expectedInteger)
    if (lat === null) throw row.fault('shape_pt_lat', expectedNumber)
    if (lon === null) throw row.fault('shape_pt_lon', expectedNumber)
    if (sequence === null) throw row.fault('shape_pt_sequence', expectedInteger)
    const travelled = row.value('shape_dist_traveled', readNumber, expectedNumber) ?? Number.NaN
    const points = raw.get(id)
    if (points) points.push({ sequence, lat, lon, travelled })
    else raw.set(id, [{ sequence, lat, lon, travelled }])
  })
  return new Map([...raw].map(([id, points]) => [id, shapeOf(points)]))
}

function shapeOf(raw: RawPoint[]): Shape {
  raw.sort((a, b) => a.sequence - b.sequence)
  const points: ShapePoint[] = []
  let distM = 0
  for (const { lat, lon } of raw) {
    const last = points.at(-1)
    if (last) distM += greatCircleM(last, { lat, lon })
    points.push({ lat, lon, distM })
  }
  return { points, travelled: raw.map(({ travelled }) => travelled) }
}

/**
 * Turns shape_dist_traveled of a stop into metres along the shape; undefined for a shape that does not say, or whose
 * figures do not increase.
 */
export function metresAlong({ points, travelled }: Shape): ((value: number) => number) | undefined {
  const increases = travelled.every((value, k) => k === 0 || value >= (travelled[k - 1] ?? Number.NaN))
  if (!increases || !((travelled.at(-1) ?? 0) > (travelled[0] ?? 0))) return undefined
  return (value) => {
    let low = 0
    let high = travelled.length - 1
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (travelled[middle]! <= value) low = middle
      else high = middle
    }
    const span = travelled[high]! - travelled[low]!
    const share = span > 0 ? Math.min(1, Math.max(0, (value - travelled[low]!) / span)) : 0
    return points[low]!.distM + share * (points[high]!.distM - points[low]!.distM)
  }
}
