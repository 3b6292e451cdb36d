import { quantileSorted } from 'simple-statistics'

/** A column of numbers in short; `missing` counts NaN, and what cannot be said of no values is null. */
export type Summary = {
  count: number
  missing: number
  mean: number | null
  standardDeviation: number | null
  min: number | null
  max: number | null
  /** One value for each probability asked for. */
  quantiles: (number | null)[]
}

/** The values without NaN, ascending. */
export function sortedPresent(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort()
}

/** Summary of values with quantiles at `probabilities`; the standard deviation is that of the sample (n − 1). */
export function summarize(values: ArrayLike<number>, probabilities: readonly number[]): Summary {
  const sorted = sortedPresent(values)
  const count = sorted.length
  const missing = values.length - count
  if (count === 0) {
    const quantiles = probabilities.map(() => null)
    return { count, missing, mean: null, standardDeviation: null, min: null, max: null, quantiles }
  }
  // Welford's recurrence: one pass without cancellation.
  let mean = 0
  let squares = 0
  sorted.forEach((value, index) => {
    const before = value - mean
    mean += before / (index + 1)
    squares += before * (value - mean)
  })
  return {
    count,
    missing,
    mean,
    standardDeviation: count > 1 ? Math.sqrt(squares / (count - 1)) : null,
    min: sorted[0] ?? null,
    max: sorted[count - 1] ?? null,
    quantiles: quantilesOfSorted(sorted, probabilities),
  }
}

/** Quantiles of ascending values, on the line between the two at rank (n − 1)·p (Hyndman and Fan's type 7). */
export function quantilesOfSorted(sorted: Float64Array, probabilities: readonly number[]): number[] {
  return probabilities.map((probability) => quantileSorted(sorted as unknown as number[], probability))
}
