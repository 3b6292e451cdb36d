/** Sums of errors of one predictor by block: where it said later than what happened, and where earlier (s). */
export type ErrorSums = { over: number[]; under: number[] }

/** Errors by block (service day) of several predictors on the same rows of one partition. */
export type BlockErrors = {
  /** Days since 1970, ascending. */
  days: number[]
  n: number[]
  predictors: Record<string, ErrorSums>
}

/**
 * Errors of each predictor by service day, on the rows that every predictor answers (none is NaN), so that they can be
 * compared in pairs.
 */
export function blockErrors(
  day: ArrayLike<number>,
  target: ArrayLike<number>,
  predictions: Record<string, ArrayLike<number>>,
): BlockErrors {
  const names = Object.keys(predictions)
  const days = [...new Set(Array.from(day))].sort((a, b) => a - b)
  const blockOf = new Map(days.map((value, block) => [value, block]))
  const n = days.map(() => 0)
  const predictors: Record<string, ErrorSums> = {}
  for (const name of names) predictors[name] = { over: days.map(() => 0), under: days.map(() => 0) }
  for (let r = 0; r < target.length; r++) {
    if (names.some((name) => Number.isNaN(predictions[name]![r]!))) continue
    const block = blockOf.get(day[r]!)!
    n[block]! += 1
    for (const name of names) {
      const error = predictions[name]![r]! - target[r]!
      if (error > 0) predictors[name]!.over[block]! += error
      else predictors[name]!.under[block]! -= error
    }
  }
  return { days, n, predictors }
}
