import type { ServiceDay } from './service-day.ts'

/** The ways from one stop to the next on a day. */
export type DaySegments = {
  /** Number of the segment that ends at each visit, -1 at the first stop of a trip. */
  segment: Int32Array
  segments: number
}

/** Numbers the segments of a day; trips of one pattern go over the same ones. */
export function daySegments(day: ServiceDay): DaySegments {
  const numbers = new Map<number, number>()
  const ofPattern = new Map<number, Int32Array>()
  const segment = new Int32Array(day.stop.length).fill(-1)
  for (let trip = 0; trip + 1 < day.start.length; trip++) {
    const pattern = day.pattern[trip]!
    let known = ofPattern.get(pattern)
    if (!known) {
      known = numberSegments(day, trip, numbers)
      ofPattern.set(pattern, known)
    }
    segment.set(known, day.start[trip]!)
  }
  return { segment, segments: numbers.size }
}

function numberSegments(day: ServiceDay, trip: number, numbers: Map<number, number>): Int32Array {
  const stops = day.stop.subarray(day.start[trip], day.start[trip + 1])
  return stops.map((stop, place) => {
    if (place === 0) return -1
    const key = stops[place - 1]! * 0x1000000 + stop
    const number = numbers.get(key) ?? numbers.size
    numbers.set(key, number)
    return number
  })
}
