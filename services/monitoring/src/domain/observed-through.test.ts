import { expect, test } from 'vitest'
import { afterSilence, observedThrough } from './observed-through.ts'

const hour = 3_600_000
const monitor = { predictedThrough: new Date(100 * hour), outcomeWithinHours: 24 }

test('outcomes reach as far as the newest of them, but one clock that runs far ahead does not count', () => {
  expect(observedThrough([90 * hour, 101 * hour], monitor)).toEqual(new Date(101 * hour))
  expect(observedThrough([90 * hour, 95 * hour, 9000 * hour], monitor)).toEqual(new Date(124 * hour))
  expect(observedThrough([200 * hour, 210 * hour, 220 * hour], monitor)).toEqual(new Date(210 * hour))
  expect(observedThrough([], monitor)).toBeUndefined()
})

test('outcomes that go on a day after the last prediction tell of silence', () => {
  expect(afterSilence([101 * hour, 125 * hour], monitor)).toEqual([125 * hour])
  expect(afterSilence([125 * hour], { predictedThrough: null })).toEqual([])
})
