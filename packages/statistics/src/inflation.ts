import { quantilesOfSorted, sortedPresent } from './summary.ts'

/** Median of Kolmogorov's limit variable. */
export const kolmogorovMedian = 0.8275735551899077
/** Median of the absolute value of a standard normal one. */
export const absoluteNormalMedian = 0.6744897501960817

/**
 * By what factor the statistics of a family of tests are larger than theory has it, at least 1: their median over that of
 * the null distribution ("genomic control", Devlin and Roeder 1999, Biometrics 55, 997–1004). Dividing by it takes away
 * what moves most of the family at once (a rainy day) and what was taken for too precise; it holds while fewer than half
 * of the tests have something to find. Fewer than `least` statistics say nothing.
 */
export function inflationFactor(statistics: ArrayLike<number>, nullMedian: number, least = 50): number {
  const sorted = sortedPresent(statistics)
  if (sorted.length < least) return 1
  const [median] = quantilesOfSorted(sorted, [0.5]) as [number]
  return Math.max(1, median / nullMedian)
}
