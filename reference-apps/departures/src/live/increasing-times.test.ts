import { seededRandom } from '@headway/statistics/seeded-random'
import { expect, test } from 'vitest'
import { increasingTimes } from './increasing-times.ts'

test('times that increase already stay as they are', () => {
  expect(increasingTimes([10, 11, 50, 90])).toEqual([10, 11, 50, 90])
})

test('two times in the wrong order meet between them', () => {
  expect(increasingTimes([100, 130, 110, 200])).toEqual([100, 120, 121, 200])
})

test('nothing lies before the least', () => {
  expect(increasingTimes([90, 95, 130], 100)).toEqual([100, 101, 130])
  expect(increasingTimes([])).toEqual([])
})

test('whatever comes in, what comes out increases by a second or more, respects the least and is nearest', () => {
  const random = seededRandom(7)
  for (let round = 0; round < 300; round++) {
    const n = 1 + Math.floor(random() * 40)
    const times = Array.from({ length: n }, (_, k) => 1.7e9 + k * 60 + Math.round((random() - 0.5) * 2000))
    const least = 1.7e9 + Math.round((random() - 0.5) * 3000)

    const result = increasingTimes(times, least)

    expect(result).toHaveLength(n)
    for (let k = 0; k < n; k++) {
      expect(Number.isInteger(result[k])).toBe(true)
      expect(result[k]!).toBeGreaterThanOrEqual(least)
      if (k > 0) expect(result[k]! - result[k - 1]!).toBeGreaterThanOrEqual(1)
    }
    const off = distance(increasingTimes(times), times)
    const later: number[] = []
    for (const time of times) later.push(Math.max(time, (later.at(-1) ?? 0) + 1))
    // Rounding costs less than a second a time.
    expect(off).toBeLessThanOrEqual(distance(later, times) + n)
  }
})

function distance(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, k) => sum + (value - b[k]!) ** 2, 0)
}
