/** Largest distance of the distribution functions of two samples counted over the same bins, 0 to 1; 0 where one is empty. */
export function binnedDistance(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  bins = a.length,
  fromA = 0,
  fromB = 0,
): number {
  let totalA = 0
  let totalB = 0
  for (let bin = 0; bin < bins; bin++) {
    totalA += a[fromA + bin] as number
    totalB += b[fromB + bin] as number
  }
  if (totalA === 0 || totalB === 0) return 0
  let sumA = 0
  let sumB = 0
  let distance = 0
  for (let bin = 0; bin < bins; bin++) {
    sumA += a[fromA + bin] as number
    sumB += b[fromB + bin] as number
    distance = Math.max(distance, Math.abs(sumA / totalA - sumB / totalB))
  }
  return distance
}

/**
 * A two-sample Kolmogorov–Smirnov distance in units of Kolmogorov's limit variable, for samples of these (effective, also
 * fractional) sizes, with Stephens' correction for small ones (Stephens 1970, Journal of the Royal Statistical Society B
 * 32, 115–122). Of binned counts the distance is at most that of the values, so the test errs towards no finding.
 */
export function kolmogorovSmirnovStatistic(distance: number, sizeA: number, sizeB: number): number {
  const root = Math.sqrt((sizeA * sizeB) / (sizeA + sizeB))
  return (root + 0.12 + 0.11 / root) * distance
}

/** Probability that Kolmogorov's limit variable exceeds x; precise in the far tail (Feller 1948, both theta series). */
export function kolmogorovTail(x: number): number {
  if (!(x > 0)) return 1
  if (x < 1.18) {
    const y = Math.exp(-(Math.PI ** 2) / (8 * x * x))
    return Math.max(0, 1 - (Math.sqrt(2 * Math.PI) / x) * (y + y ** 9 + y ** 25 + y ** 49))
  }
  const y = Math.exp(-2 * x * x)
  return 2 * (y - y ** 4 + y ** 9 - y ** 16)
}
