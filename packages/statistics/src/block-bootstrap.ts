import { seededRandom } from './seeded-random.ts'

/** Sums of a loss by block (a day, a trip) for two predictors on the same rows, and the number of rows. */
export type PairedBlocks = {
  candidate: ArrayLike<number>
  reference: ArrayLike<number>
  rows: ArrayLike<number>
}

export type BootstrapOptions = {
  resamples: number
  /** Of each limit by itself, 0.5 … 1: 0.95 leaves 5 % beyond `high`. */
  confidence: number
  seed: number
}

/** Mean losses for each row, and their difference (candidate − reference, below zero is better) with its limits. */
export type PairedDifference = {
  candidate: number
  reference: number
  difference: number
  low: number
  high: number
}

/**
 * The difference of two mean losses with a percentile bootstrap that draws whole blocks with replacement, since rows of
 * one block fail together (Efron and Tibshirani, An Introduction to the Bootstrap, chapter 8). NaN without rows.
 */
export function pairedBlockDifference(
  blocks: PairedBlocks,
  { resamples, confidence, seed }: BootstrapOptions,
): PairedDifference {
  const count = blocks.rows.length
  const rows = total(blocks.rows)
  const candidate = total(blocks.candidate) / rows
  const reference = total(blocks.reference) / rows
  const difference = candidate - reference
  if (rows === 0 || resamples === 0)
    return { candidate, reference, difference, low: difference, high: difference }
  const gains = Float64Array.from(
    { length: count },
    (_, block) => (blocks.candidate[block] as number) - (blocks.reference[block] as number),
  )
  const random = seededRandom(seed)
  const drawn = new Float64Array(resamples)
  for (let resample = 0; resample < resamples; resample++) {
    let sum = 0
    let weight = 0
    for (let draw = 0; draw < count; draw++) {
      const block = Math.floor(random() * count)
      sum += gains[block] as number
      weight += blocks.rows[block] as number
    }
    // A draw of empty blocks alone says nothing; the difference as observed takes its place.
    drawn[resample] = weight === 0 ? difference : sum / weight
  }
  drawn.sort()
  return {
    candidate,
    reference,
    difference,
    low: atRank(drawn, 1 - confidence),
    high: atRank(drawn, confidence),
  }
}

/** Worse by at most `margin` (a share of the reference's mean loss), as far as the upper limit can tell. */
export function isNonInferior({ high, reference }: PairedDifference, margin: number): boolean {
  return high <= margin * reference
}

/** Better than the reference, as far as the upper limit can tell. */
export function isBetter({ high }: PairedDifference): boolean {
  return high < 0
}

function atRank(sorted: Float64Array, probability: number): number {
  const rank = Math.min(sorted.length - 1, Math.max(0, Math.ceil(probability * sorted.length) - 1))
  return sorted[rank] as number
}

function total(values: ArrayLike<number>): number {
  let sum = 0
  for (let index = 0; index < values.length; index++) sum += values[index] as number
  return sum
}
