import { expect, test } from 'vitest'
import { summarize } from './summary.ts'

test('a summary leaves out what is missing and counts it', () => {
  const summary = summarize([3, Number.NaN, 1, 2, 4], [0, 0.5, 1])

  expect(summary).toEqual({
    count: 4,
    missing: 1,
    mean: 2.5,
    standardDeviation: expect.closeTo(Math.sqrt(5 / 3), 12),
    min: 1,
    max: 4,
    quantiles: [1, 2.5, 4],
  })
})

test('no values and one value are said as they are', () => {
  expect(summarize([Number.NaN], [0.5])).toMatchObject({
    count: 0,
    missing: 1,
    mean: null,
    quantiles: [null],
  })
  expect(summarize([7], [0.1, 0.9])).toMatchObject({
    mean: 7,
    standardDeviation: null,
    min: 7,
    max: 7,
    quantiles: [7, 7],
  })
})

test('large values with small differences keep their deviation', () => {
  expect(summarize([1e9 + 1, 1e9 + 2, 1e9 + 3], []).standardDeviation).toBeCloseTo(1, 9)
})
