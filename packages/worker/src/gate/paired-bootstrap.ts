/** Losses of the same predictions by two predictors, summed per block. */
export type PairedBlocks = {
  n: Float64Array
  challenger: Float64Array
  reference: Float64Array
}

export type Interval = { difference: number; low: number; high: number; reference: number }

/**
 * The difference of mean losses (challenger − reference) with one-sided confidence limits on either side, by a paired
 * bootstrap: whole blocks are drawn with replacement, because errors within a day or a trip go together.
 * `draws` holds `resamples` rows of block numbers and is shared by the comparisons of one partition.
 */
export function pairedInterval(
  blocks: PairedBlocks,
  draws: Uint32Array,
  resamples: number,
  confidence: number,
): Interval {
  const count = blocks.n.length
  let n = 0
  let sum = 0
  let referenceSum = 0
  const gap = new Float64Array(count)
  for (let block = 0; block < count; block++) {
    const reference = blocks.reference[block] as number
    gap[block] = (blocks.challenger[block] as number) - reference
    n += blocks.n[block] as number
    sum += gap[block] as number
    referenceSum += reference
  }
  const difference = sum / n
  const reference = referenceSum / n
  if (confidence <= 0.5) return { difference, low: difference, high: difference, reference }
  const replicates = new Float64Array(resamples)
  for (let replicate = 0, at = 0; replicate < resamples; replicate++) {
    let drawnGap = 0
    let drawnN = 0
    for (let index = 0; index < count; index++, at++) {
      const block = draws[at] as number
      drawnGap += gap[block] as number
      drawnN += blocks.n[block] as number
    }
    replicates[replicate] = drawnGap / drawnN
  }
  replicates.sort()
  return {
    difference,
    low: quantile(replicates, 1 - confidence),
    high: quantile(replicates, confidence),
    reference,
  }
}

/** Rows of block numbers, the same for the same seed. */
export function drawBlocks(count: number, resamples: number, seed: number): Uint32Array {
  const draws = new Uint32Array(count * resamples)
  let state = seed >>> 0 || 1
  for (let at = 0; at < draws.length; at++) {
    // xorshift32 (Marsaglia 2003); the high bits choose the block.
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    draws[at] = Math.floor(((state >>> 0) / 4294967296) * count)
  }
  return draws
}

function quantile(sorted: Float64Array, share: number): number {
  const position = (sorted.length - 1) * share
  const below = sorted[Math.floor(position)] as number
  const above = sorted[Math.ceil(position)] as number
  return below + (above - below) * (position - Math.floor(position))
}
