import { expect, test } from 'vitest'
import { timesOfRows } from './predicted-at.ts'

const now = new Date('2026-03-03T08:00:00.000Z')

test('rows are predicted when their caller says, and otherwise now', () => {
  expect([...timesOfRows([1_000, -5], 2, now)]).toEqual([1_000, -5])
  expect([...timesOfRows(null, 2, now)]).toEqual([now.getTime(), now.getTime()])
})

test('what is no time is refused with its row', () => {
  for (const time of [1.5, Number.NaN, 9e15, '2026-03-03', null]) {
    expect(() => timesOfRows([0, time], 2, now)).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT', field: 'predictedAt[1]' }),
    )
  }
  expect(() => timesOfRows([0], 2, now)).toThrow(
    expect.objectContaining({ code: 'INVALID_ARGUMENT', field: 'predictedAt', value: 1 }),
  )
})
