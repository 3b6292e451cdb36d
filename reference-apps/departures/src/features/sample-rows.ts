import type { Wanted } from './prediction-rows.ts'
import { firstPredicted, isPredicted } from './replay-day.ts'
import type { ServiceDay } from './service-day.ts'

/** How many predictions of a day are wanted for a partition; Infinity for all of them. */
export type Quota = (partition: number) => number

/**
 * Chooses about as many predictions of a finished day as the quota says for each partition: always the same ones of the
 * same trips, spread over trips, stops and horizons by a hash.
 */
export function sampleOfDay(day: ServiceDay, quota: Quota): Wanted {
  const counts = countPredictions(day)
  const limits = new Map<number, number>()
  for (const [partition, count] of counts)
    limits.set(partition, Math.min(1, quota(partition) / count) * 2 ** 32)
  const limitOf = Float64Array.from(day.partition, (partition) => limits.get(partition) ?? 0)
  const seeds = day.tripIds.map((id) => hashText(`${day.date} ${id}`))
  return (from, to) => {
    const limit = limitOf[to]!
    if (limit <= 0) return false
    return (
      limit >= 2 ** 32 || mix(seeds[day.tripOf[to]!]!, from - to, to - day.start[day.tripOf[to]!]!) < limit
    )
  }
}

/** Predictions that a finished day has for each partition. */
function countPredictions(day: ServiceDay): Map<number, number> {
  const counts = new Map<number, number>()
  const perVisit = new Int32Array(day.partition.length)
  for (let trip = 0; trip + 1 < day.start.length; trip++) {
    const end = day.start[trip + 1]!
    for (let i = day.start[trip]!; i < end; i++) {
      if (Number.isNaN(day.observed[i]!) || Number.isNaN(day.scheduled[i]!)) continue
      for (let j = i + 1; j < end; j++) if (isPredicted(day, i, j)) perVisit[j]! += 1
    }
    const first = firstPredicted(day, trip)
    if (first >= 0) perVisit[first]! += 1
  }
  for (let v = 0; v < perVisit.length; v++) {
    if (perVisit[v]! > 0) counts.set(day.partition[v]!, (counts.get(day.partition[v]!) ?? 0) + perVisit[v]!)
  }
  return counts
}

/** FNV-1a. */
function hashText(text: string): number {
  let value = 0x811c9dc5
  for (let k = 0; k < text.length; k++) value = Math.imul(value ^ text.charCodeAt(k), 0x01000193)
  return value >>> 0
}

/** Three numbers as one that looks random (the finaliser of MurmurHash3), 0 to 2^32 − 1. */
function mix(seed: number, a: number, b: number): number {
  let h = seed ^ Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca77)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
