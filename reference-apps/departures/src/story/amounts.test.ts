import { expect, test } from 'vitest'
import { bytes, count, elapsed, percent, seconds } from './amounts.ts'

test('numbers are told with their units', () => {
  expect(count(1234567, 'stop visit')).toBe('1,234,567 stop visits')
  expect(count(1, 'day')).toBe('1 day')
  expect(seconds(12.34)).toBe('12.3 s')
  expect(seconds(null)).toBe('-')
  expect(percent(0.0123, 2)).toBe('1.23 %')
  expect(bytes(0)).toBe('0 bytes')
  expect(bytes(61_400_000)).toBe('61.4 MB')
  expect(elapsed(254_000)).toBe('04:14')
})
