import type { Sample } from './base.ts'
import { quantileInPlace } from './quantile.ts'

/** A rider comes this long before the time told (s). */
export const riderBuffer = 60

/** Riders may miss the vehicle this often. */
const missLimit = 0.05

/** Upper ends of the horizon bins (s); the first holds predictions without a position. */
export const horizonEnds = [-0.5, 90, 180, 360, 600, 900]

/** Where p10, p90 and what riders are told lie from the median (s), for each horizon bin. */
export type Offsets = { p10: number; p90: number; rider: number }[]

const riderQuantiles = [0.01, 0.02, 0.03, 0.04, 0.05, 0.07, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5]

// What happened is known to the second; without this, errors that are all alike would give an interval of nothing.
const resolution = 1

// So many errors of its own weigh as much as what is known of all partitions.
const priorRows = 60

/**
 * Offsets from errors (truth less median) on days the model has not seen. With few errors in a bin they lean on
 * `prior`, the offsets of the pooled model. They never cross the median.
 */
export function findOffsets(
  errors: Float32Array,
  rows: Int32Array,
  sample: Sample,
  prior?: Offsets,
): Offsets {
  const bins: number[][] = horizonEnds.map(() => [])
  bins.push([])
  for (let k = 0; k < rows.length; k++) bins[horizonBin(sample.horizon[rows[k]!]!)]!.push(k)
  return bins.map((members, bin) => {
    const n = members.length
    const fallback = prior?.[bin] ?? { p10: 0, p90: 0, rider: 0 }
    if (n === 0) return fallback
    const values = Float32Array.from(members, (k) => errors[k]!)
    const gaps = Float32Array.from(members, (k) => sample.gapToNext[rows[k]!]!)
    const own = {
      p10: Math.min(0, quantileInPlace(values.slice(), n, 0.1)) - resolution,
      p90: Math.max(0, quantileInPlace(values.slice(), n, 0.9)) + resolution,
      rider: riderOffset(values, gaps),
    }
    const share = prior ? n / (n + priorRows) : 1
    const mix = (key: 'p10' | 'p90' | 'rider') => share * own[key] + (1 - share) * fallback[key]
    return { p10: mix('p10'), p90: mix('p90'), rider: mix('rider') }
  })
}

/** The bin of an expected horizon (s; −1 without a position). */
export function horizonBin(horizon: number): number {
  let bin = 0
  while (bin < horizonEnds.length && horizon > horizonEnds[bin]!) bin++
  return bin
}

/**
 * The quantile of the errors, at most the median, that gives riders who come `riderBuffer` early the shortest mean wait
 * with at most 5 % missing the vehicle. A missed vehicle costs the gap to the next one (the mean gap where none follows).
 */
export function riderOffset(errors: Float32Array, gapsToNext: Float32Array): number {
  const n = errors.length
  let known = 0
  let sum = 0
  for (const gap of gapsToNext) {
    if (gap < 0) continue
    known++
    sum += gap
  }
  const usualGap = known ? sum / known : 3600
  let best = Number.POSITIVE_INFINITY
  let chosen = 0
  let earliest = 0
  for (const q of riderQuantiles) {
    const offset = Math.min(0, quantileInPlace(errors.slice(), n, q))
    if (q === riderQuantiles[0]) earliest = offset
    let wait = 0
    let missed = 0
    for (let k = 0; k < n; k++) {
      const margin = errors[k]! - offset + riderBuffer
      wait += margin
      if (margin >= 0) continue
      missed++
      wait += gapsToNext[k]! >= 0 ? gapsToNext[k]! : usualGap
    }
    if (missed > missLimit * n || wait >= best) continue
    best = wait
    chosen = offset
  }
  return best === Number.POSITIVE_INFINITY ? earliest : chosen
}
