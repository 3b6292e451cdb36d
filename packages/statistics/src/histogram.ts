import { quantilesOfSorted, sortedPresent } from './summary.ts'

/**
 * Counts between fixed edges. Bin 0 holds `x <= edges[0]`, bin i `edges[i-1] < x <= edges[i]`, the last bin the rest;
 * the bin after that holds what is missing. Histograms with the same edges merge exactly, in any order.
 */
export type Histogram = { edges: Float64Array; counts: Float64Array }

/** Ascending distinct edges at the quantiles of a reference, so that each of at most `bins` bins holds about the same. */
export function referenceEdges(reference: ArrayLike<number>, bins: number): Float64Array {
  const sorted = sortedPresent(reference)
  if (sorted.length === 0 || bins < 2) return new Float64Array(0)
  const probabilities = Array.from({ length: bins - 1 }, (_, index) => (index + 1) / bins)
  return Float64Array.from(new Set(quantilesOfSorted(sorted, probabilities)))
}

export function emptyHistogram(edges: Float64Array): Histogram {
  return { edges, counts: new Float64Array(edges.length + 2) }
}

export function histogramOf(edges: Float64Array, values: ArrayLike<number>): Histogram {
  const histogram = emptyHistogram(edges)
  addToHistogram(histogram, values)
  return histogram
}

/** Counts more values, in place. */
export function addToHistogram({ edges, counts }: Histogram, values: ArrayLike<number>): void {
  for (let index = 0; index < values.length; index++) {
    const bin = binOf(edges, values[index] as number)
    counts[bin] = (counts[bin] as number) + 1
  }
}

/** The sum of histograms with equal edges; TypeError when the edges differ. */
export function mergeHistograms(a: Histogram, b: Histogram): Histogram {
  const same = a.edges.length === b.edges.length && a.edges.every((edge, index) => edge === b.edges[index])
  if (!same) throw new TypeError('histograms with other edges cannot be merged')
  return { edges: a.edges, counts: a.counts.map((count, bin) => count + (b.counts[bin] as number)) }
}

/** The bin of a value, by binary search; NaN is missing. */
export function binOf(edges: Float64Array, value: number): number {
  if (Number.isNaN(value)) return edges.length + 1
  let low = 0
  let high = edges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (value <= (edges[middle] as number)) high = middle
    else low = middle + 1
  }
  return low
}

/** How many values were counted, and how many of those were missing. */
export function histogramTotals({ counts }: Histogram): { count: number; missing: number } {
  const missing = counts.at(-1) ?? 0
  return { count: counts.reduce((sum, count) => sum + count, 0), missing }
}
