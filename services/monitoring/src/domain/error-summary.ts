/** Sums from which mean absolute, mean and root mean square error follow; summaries merge by adding. */
export type ErrorSums = {
  count: number
  absolute: number
  signed: number
  squared: number
  /** Predictions that a pooled model or the baseline gave. */
  fallbacks: number
}

/** Errors of one partition over one window under one version. */
export type PartitionErrors = ErrorSums & { partition: string; versionId: string; windowStartMs: number }

/** Error measures in the unit of the output; an error is actual minus predicted. */
export function summarise(sums: ErrorSums) {
  const count = Math.max(1, sums.count)
  return {
    count: sums.count,
    meanAbsoluteError: sums.absolute / count,
    meanError: sums.signed / count,
    rootMeanSquareError: Math.sqrt(sums.squared / count),
    fallbackShare: sums.fallbacks / count,
  }
}
