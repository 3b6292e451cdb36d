import { expect, test } from 'vitest'
import { daysIn, isClosed, testWindowOf, windowStartMs } from './window.ts'

const hour = 3_600_000
const hourly = { windowMinutes: 60, windowOffsetMinutes: 0 }
const daily = { windowMinutes: 1440, windowOffsetMinutes: 480 }

test('a window begins at a multiple of its length after the offset', () => {
  const at = Date.UTC(2026, 2, 3, 8, 59, 59, 999)

  expect(windowStartMs(at, hourly)).toBe(Date.UTC(2026, 2, 3, 8))
  expect(windowStartMs(at + 1, hourly)).toBe(Date.UTC(2026, 2, 3, 9))
  expect(windowStartMs(at, daily)).toBe(Date.UTC(2026, 2, 3, 8))
  expect(windowStartMs(at - hour, daily)).toBe(Date.UTC(2026, 2, 2, 8))
})

test('short windows are tested by the day, long ones as they are', () => {
  const day = { startMs: Date.UTC(2026, 2, 3), endMs: Date.UTC(2026, 2, 4) }

  expect(testWindowOf(Date.UTC(2026, 2, 3, 22), hourly)).toEqual(day)
  expect(daysIn(testWindowOf(Date.UTC(2026, 2, 3), { windowMinutes: 10_080, windowOffsetMinutes: 0 }))).toBe(
    7,
  )
})

test('a window closes when predictions and outcomes have passed it, or outcomes have been waited for', () => {
  const window = { startMs: 0, endMs: 24 * hour }
  const closed = (predicted: number | null, observed: number | null) =>
    isClosed(window, {
      predictedThrough: predicted === null ? null : new Date(predicted * hour),
      observedThrough: observed === null ? null : new Date(observed * hour),
      outcomeWithinHours: 24,
      tests: { graceMinutes: 60 },
    })

  expect(closed(24.5, 30)).toBe(false)
  expect(closed(25, 24.5)).toBe(false)
  expect(closed(25, 25)).toBe(true)
  expect(closed(48, null)).toBe(false)
  expect(closed(49, null)).toBe(true)
  expect(closed(12, 49)).toBe(true)
})
