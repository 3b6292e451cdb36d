import { gammaTail } from './incomplete-gamma.ts'

/** Probability that a chi-square value with `degrees` of freedom exceeds `value`. */
export function chiSquareTail(value: number, degrees: number): number {
  return gammaTail(degrees / 2, value / 2)
}

/**
 * Pearson's test that two samples over the same bins have one distribution (Abramowitz and Stegun, 26.4). `sizeA` and
 * `sizeB` are the effective sample sizes; bins that are empty in both are left out. p = 1 with fewer than two bins.
 */
export function chiSquareHomogeneity(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  sizeA: number,
  sizeB: number,
): { statistic: number; degrees: number; pValue: number } {
  const totalA = total(a)
  const totalB = total(b)
  let statistic = 0
  let bins = 0
  for (let bin = 0; bin < a.length; bin++) {
    const shareA = (a[bin] as number) / totalA
    const shareB = (b[bin] as number) / totalB
    const pooled = (sizeA * shareA + sizeB * shareB) / (sizeA + sizeB)
    if (!(pooled > 0)) continue
    bins++
    statistic += ((shareA - shareB) ** 2 / pooled) * ((sizeA * sizeB) / (sizeA + sizeB))
  }
  const degrees = bins - 1
  return { statistic, degrees, pValue: degrees > 0 ? chiSquareTail(statistic, degrees) : 1 }
}

function total(counts: ArrayLike<number>): number {
  let sum = 0
  for (let bin = 0; bin < counts.length; bin++) sum += counts[bin] as number
  return sum
}
