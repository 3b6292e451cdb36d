import { expect, test } from 'vitest'
import { configure, defaultOutput, type Monitor, windowStartMs } from './monitor.ts'

const monitor: Monitor = {
  endpoint: 'departures',
  model: 'departures',
  output: 'p50',
  liveVersionId: null,
  liveRevision: 0,
  windowMinutes: 60,
  outcomeWithinHours: 24,
  predictionCount: 0,
  outcomeCount: 0,
  createdAt: new Date(0),
}

test('a window longer than a week is refused with the field, the value and what was expected', () => {
  const refused = () => configure(monitor, { windowMinutes: 10_081 })

  expect(refused).toThrow(
    expect.objectContaining({
      code: 'INVALID_ARGUMENT',
      field: 'windowMinutes',
      value: 10_081,
      expected: 'a whole number from 1 to 10080',
    }),
  )
})

test('what is not named stays as it was', () => {
  expect(configure(monitor, { windowMinutes: 15 })).toEqual({ ...monitor, windowMinutes: 15 })
})

test('outcomes are compared with the median where the model gives one', () => {
  expect(defaultOutput(['p10', 'p50', 'p90'])).toBe('p50')
  expect(defaultOutput(['demand', 'spread'])).toBe('demand')
  expect(defaultOutput([])).toBeNull()
})

test('a window begins at a multiple of its length', () => {
  const at = Date.UTC(2026, 2, 3, 8, 59, 59, 999)

  expect(windowStartMs(at, 60)).toBe(Date.UTC(2026, 2, 3, 8))
  expect(windowStartMs(at + 1, 60)).toBe(Date.UTC(2026, 2, 3, 9))
})
