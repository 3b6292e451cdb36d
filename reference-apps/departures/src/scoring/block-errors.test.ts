import { expect, test } from 'vitest'
import { blockErrors } from './block-errors.ts'

test('errors are summed by block and side, on the rows that all predictors answer', () => {
  const errors = blockErrors([2, 1, 2, 2], [100, 100, 100, 100], {
    model: [110, 95, 80, 100],
    kalman: [100, 120, 130, Number.NaN],
  })

  expect(errors).toEqual({
    blocks: [1, 2],
    n: [1, 2],
    predictors: {
      model: { over: [0, 10], under: [5, 20] },
      kalman: { over: [20, 30], under: [0, 0] },
    },
  })
})
