import { expect, test } from 'vitest'
import { localDate, serviceDayStart } from './service-day-start.ts'

const pacific = { timezone: 'America/Los_Angeles' }

test('a service day begins twelve hours before noon, also when the clocks are changed', () => {
  const begins = (date: string) => new Date(serviceDayStart(pacific, date) * 1000).toISOString()

  expect(begins('2026-03-07')).toBe('2026-03-07T08:00:00.000Z')
  // Clocks go forward: noon is at 19:00 UTC, so the day begins at 23:00 of the evening before.
  expect(begins('2026-03-08')).toBe('2026-03-08T07:00:00.000Z')
  expect(begins('2026-03-09')).toBe('2026-03-09T07:00:00.000Z')
  expect(begins('2026-11-01')).toBe('2026-11-01T08:00:00.000Z')
  expect(begins('2026-11-02')).toBe('2026-11-02T08:00:00.000Z')
})

test('a service day begins right far from Greenwich', () => {
  const begins = (timezone: string) =>
    serviceDayStart({ timezone }, '2026-06-01') - Date.UTC(2026, 5, 1) / 1000

  expect(begins('Pacific/Kiritimati')).toBe(-14 * 3600)
  expect(begins('Pacific/Pago_Pago')).toBe(11 * 3600)
  expect(begins('Asia/Kathmandu')).toBe(-20_700)
})

test('the local date follows the time zone', () => {
  expect(localDate(pacific, Date.UTC(2026, 2, 9, 6, 59, 59) / 1000)).toBe('2026-03-08')
  expect(localDate(pacific, Date.UTC(2026, 2, 9, 7) / 1000)).toBe('2026-03-09')
})
