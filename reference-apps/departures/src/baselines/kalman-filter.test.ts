import { expect, test } from 'vitest'
import { initialError, kalman } from './kalman-filter.ts'

test("the filter gives TheTransitClock's own example", () => {
  const { prediction, error } = kalman([380, 420, 400], 300, 72.4)

  expect(prediction).toBeGreaterThan(355)
  expect(prediction).toBeLessThan(356)
  expect(error).toBeGreaterThan(149)
  expect(error).toBeLessThan(150)
})

test('a trip that never varies and a filter without error weigh history and last vehicle alike', () => {
  expect(kalman([400, 400, 400], 300, 0).prediction).toBe(350)
})

test('with travel times in ms the first error of a day hardly matters', () => {
  const history = [380_000, 420_000, 400_000]

  const fresh = kalman(history, 300_000, initialError).prediction

  expect(fresh).toBeCloseTo(kalman(history, 300_000, 0).prediction, 0)
})
