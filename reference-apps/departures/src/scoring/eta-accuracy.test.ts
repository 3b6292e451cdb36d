import { expect, test } from 'vitest'
import { horizonOf, horizons, isAccurate } from './eta-accuracy.ts'

test('a horizon holds its beginning and not its end', () => {
  expect([0, 179.9, 180, 359, 360, 599, 600, 899, 900, 1800].map(horizonOf)).toEqual([
    0, 0, 1, 1, 2, 2, 3, 3, 4, 4,
  ])
  expect(horizonOf(-1)).toBe(-1)
  expect(horizonOf(1801)).toBe(-1)
})

test('the ends of a band count as accurate', () => {
  const [soon, , , late, last] = horizons

  expect([-30, -30.1, 90, 90.1].map((error) => isAccurate(soon!, error))).toEqual([true, false, true, false])
  expect([-90, 270].every((error) => isAccurate(late!, error))).toBe(true)
  expect(isAccurate(last!, 0)).toBe(false)
})
