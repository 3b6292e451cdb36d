import { expect, test } from 'vitest'
import { checkFilter, matches } from './event-filter.ts'

const event = { dataset: 'visits', rows: 10, run: null, summary: { worse: 3, keys: ['a', 'b'] } }

test('every field of a filter must match', () => {
  expect(matches(event, {})).toBe(true)
  expect(matches(event, { dataset: 'visits', rows: 10 })).toBe(true)
  expect(matches(event, { dataset: 'visits', rows: 11 })).toBe(false)
  expect(matches(event, { run: null })).toBe(true)
  expect(matches(event, { 'summary.keys': ['a', 'b'] })).toBe(true)
})

test('conditions compare numbers and lists, and what is missing matches none of them', () => {
  expect(matches(event, { rows: { gte: 10, lt: 11 } })).toBe(true)
  expect(matches(event, { 'summary.worse': { gt: 3 } })).toBe(false)
  expect(matches(event, { dataset: { in: ['visits', 'weather'] } })).toBe(true)
  expect(matches(event, { dataset: { ne: 'visits' } })).toBe(false)
  expect(matches(event, { nothing: { gt: 0 } })).toBe(false)
  expect(matches(event, { 'rows.deeper': 1 })).toBe(false)
})

test('a condition that is none is named', () => {
  expect(() => checkFilter({ rows: { above: 3 } })).toThrow(
    expect.objectContaining({ code: 'INVALID_ARGUMENT', field: 'filter.rows.above' }),
  )
  expect(() => checkFilter({ rows: { gt: '3' } })).toThrow(
    expect.objectContaining({ field: 'filter.rows.gt' }),
  )
})
