import { expect, test } from 'vitest'
import { orderByTime } from './order-by-time.ts'

test('places come in the order of time, also before midnight, and those that are not chosen are left out', () => {
  const times = Float64Array.of(50, -20, Number.NaN, 50, 7)

  expect(Array.from(orderByTime(times, (place) => !Number.isNaN(times[place]!)))).toEqual([1, 4, 0, 3])
})

test('parts of a second count', () => {
  const times = Float64Array.of(7.5, 7.25, 7)

  expect(Array.from(orderByTime(times, () => true))).toEqual([2, 1, 0])
})
