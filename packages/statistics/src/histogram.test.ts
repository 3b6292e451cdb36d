import { expect, test } from 'vitest'
import {
  addToHistogram,
  emptyHistogram,
  histogramOf,
  histogramTotals,
  mergeHistograms,
  referenceEdges,
} from './histogram.ts'
import { seededRandom } from './seeded-random.ts'

test('edges at the quantiles of a reference give bins that hold about the same', () => {
  const random = seededRandom(1)
  const reference = Float64Array.from({ length: 6400 }, () => random() ** 3)

  const histogram = histogramOf(referenceEdges(reference, 64), reference)

  expect(histogram.counts).toHaveLength(65)
  for (const count of histogram.counts.slice(0, 64)) expect(Math.abs(count - 100)).toBeLessThanOrEqual(1)
})

test('a value at an edge is in the lower bin, and NaN in the last', () => {
  const edges = Float64Array.of(1, 2)

  expect([
    ...histogramOf(edges, [0, 1, 1.5, 2, 2.1, 1e9, Number.NaN, Number.NEGATIVE_INFINITY]).counts,
  ]).toEqual([3, 2, 2, 1])
})

test('parts merge to exactly the whole, in any order', () => {
  const random = seededRandom(2)
  const values = Float64Array.from({ length: 10_000 }, random)
  const edges = referenceEdges(values.slice(0, 500), 32)
  const parts = [values.slice(0, 17), values.slice(17, 8000), values.slice(8000)].map((part) =>
    histogramOf(edges, part),
  )

  const merged = parts.reduceRight(mergeHistograms, emptyHistogram(edges))

  expect(merged).toEqual(histogramOf(edges, values))
  expect(histogramTotals(merged)).toEqual({ count: 10_000, missing: 0 })
  expect(() => mergeHistograms(merged, emptyHistogram(Float64Array.of(1)))).toThrow(TypeError)
})

test('a reference of few distinct values has few edges, and an empty one none', () => {
  expect([...referenceEdges([5, 5, 5, 5], 10)]).toEqual([5])
  expect([...referenceEdges([0, 0, 0, 1], 4)]).toEqual([0, 0.25])
  expect(referenceEdges([], 10)).toHaveLength(0)
  const histogram = emptyHistogram(new Float64Array(0))
  addToHistogram(histogram, [1, 2, Number.NaN])
  expect([...histogram.counts]).toEqual([2, 1])
})
