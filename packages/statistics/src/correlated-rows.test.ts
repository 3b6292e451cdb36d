import { expect, test } from 'vitest'
import {
  binnedCorrelation,
  designEffect,
  effectiveSize,
  intraclassCorrelation,
} from './intraclass-correlation.ts'
import { seededRandom } from './seeded-random.ts'

test("six groups of four agree with Shrout and Fleiss's example", () => {
  const values = [9, 2, 5, 8, 6, 1, 3, 2, 8, 4, 6, 8, 7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7]
  const groupOf = values.map((_, at) => Math.floor(at / 4))

  const found = intraclassCorrelation(values, groupOf, 6)

  expect(found.correlation).toBeCloseTo(0.166, 3)
  expect(found.groups).toBeCloseTo(6, 9)
})

test('independent rows correlate by about 0 and rows that are one value a day by 1', () => {
  const random = seededRandom(5)
  const groupOf = Array.from({ length: 900 }, (_, at) => at % 30)

  expect(intraclassCorrelation(groupOf.map(random), groupOf, 30).correlation).toBeLessThan(0.03)
  expect(intraclassCorrelation(groupOf, groupOf, 30).correlation).toBe(1)
})

test('days of another shape but the same mean are alike within themselves too', () => {
  const random = seededRandom(9)
  const groupOf = Array.from({ length: 1200 }, (_, at) => at % 30)
  // Even days lie in the middle bins, odd ones at both ends.
  const shapes = groupOf.map((day) => (day % 2 === 0 ? 3 + Math.floor(2 * random()) : random() < 0.5 ? 0 : 7))
  const alike = groupOf.map(() => Math.floor(8 * random()))

  expect(intraclassCorrelation(shapes, groupOf, 30).correlation).toBeLessThan(0.02)
  expect(binnedCorrelation(shapes, groupOf, 30, 8).correlation).toBeGreaterThan(0.2)
  expect(binnedCorrelation(alike, groupOf, 30, 8).correlation).toBeLessThan(0.02)
  expect(binnedCorrelation([4, 4, 4, 4], [0, 0, 1, 1], 2, 8).correlation).toBe(1)
})

test('what cannot be told is taken for whole correlation', () => {
  expect(intraclassCorrelation([1, 2, 3], [0, 0, 0], 1).correlation).toBe(1)
  expect(intraclassCorrelation([4, 4, 4, 4], [0, 0, 1, 1], 2).correlation).toBe(1)
  expect(intraclassCorrelation([], [], 0)).toEqual({ correlation: 1, groups: 0 })
})

test('rows that are alike within a day are worth fewer rows, at least one a day', () => {
  expect(designEffect(0, 50)).toBe(1)
  expect(designEffect(0.1, 51)).toBeCloseTo(6, 12)
  expect(effectiveSize(500, 10, 1)).toBeCloseTo(10, 12)
  expect(effectiveSize(500, 10, 0)).toBe(500)
})
