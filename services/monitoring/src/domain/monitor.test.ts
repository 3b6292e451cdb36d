import { expect, test } from 'vitest'
import { configure, defaultOutput, type Monitor } from './monitor.ts'
import { defaultTestSettings } from './test-settings.ts'

const monitor: Monitor = {
  endpoint: 'departures',
  model: 'departures',
  output: 'p50',
  liveVersionId: null,
  liveRevision: 0,
  windowMinutes: 60,
  windowOffsetMinutes: 0,
  outcomeWithinHours: 24,
  tests: defaultTestSettings,
  predictedThrough: null,
  observedThrough: null,
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
  expect(configure(monitor, { rate: 0.01, testDrift: undefined }).tests).toEqual({
    ...defaultTestSettings,
    rate: 0.01,
  })
})

test('a rate of false discoveries that is none is refused', () => {
  expect(() => configure(monitor, { rate: 0 })).toThrow(
    expect.objectContaining({ code: 'INVALID_ARGUMENT', field: 'rate', value: 0 }),
  )
})

test('outcomes are compared with the median where the model gives one', () => {
  expect(defaultOutput(['p10', 'p50', 'p90'])).toBe('p50')
  expect(defaultOutput(['demand', 'spread'])).toBe('demand')
  expect(defaultOutput([])).toBeNull()
})
