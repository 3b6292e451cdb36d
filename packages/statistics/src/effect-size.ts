/** Share that an empty bin is taken for, so that the index stays finite. */
const leastShare = 1e-4

/**
 * Population stability index of two samples over the same bins: the sum of (share a − share b) · ln(share a / share b)
 * (Siddiqi 2006, Credit Risk Scorecards). By custom 0.1 is a small and 0.25 a large shift. 0 where a sample is empty.
 */
export function populationStabilityIndex(
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
  let index = 0
  for (let bin = 0; bin < bins; bin++) {
    const shareA = Math.max(leastShare, (a[fromA + bin] as number) / totalA)
    const shareB = Math.max(leastShare, (b[fromB + bin] as number) / totalB)
    index += (shareA - shareB) * Math.log(shareA / shareB)
  }
  return index
}

/** How far `mean` lies from `referenceMean` in standard deviations of the reference; null where those are 0. */
export function standardisedMeanDifference(
  mean: number,
  referenceMean: number,
  referenceDeviation: number,
): number | null {
  return referenceDeviation > 0 ? (mean - referenceMean) / referenceDeviation : null
}
