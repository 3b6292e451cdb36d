/** Sums of errors of one predictor by block: where it said later than what happened, and where earlier (s). */
export type ErrorSums = { over: number[]; under: number[] }

/** Errors by block of several predictors on the same rows of one partition. */
export type BlockErrors = {
  /** Numbers of the blocks, ascending. */
  blocks: number[]
  n: number[]
  predictors: Record<string, ErrorSums>
}

/**
 * Errors of each predictor by the block of each row (see `blocksOf`), on the rows that every predictor answers (none is NaN), so that they can be
 * compared in pairs.
 */
export function blockErrors(
  block: ArrayLike<number>,
  target: ArrayLike<number>,
  predictions: Record<string, ArrayLike<number>>,
): BlockErrors {
  const names = Object.keys(predictions)
  const blocks = [...new Set(Array.from(block))].sort((a, b) => a - b)
  const blockOf = new Map(blocks.map((value, place) => [value, place]))
  const n = blocks.map(() => 0)
  const predictors: Record<string, ErrorSums> = {}
  for (const name of names) predictors[name] = { over: blocks.map(() => 0), under: blocks.map(() => 0) }
  for (let r = 0; r < target.length; r++) {
    if (names.some((name) => Number.isNaN(predictions[name]![r]!))) continue
    const place = blockOf.get(block[r]!)!
    n[place]! += 1
    for (const name of names) {
      const error = predictions[name]![r]! - target[r]!
      if (error > 0) predictors[name]!.over[place]! += error
      else predictors[name]!.under[place]! -= error
    }
  }
  return { blocks, n, predictors }
}
