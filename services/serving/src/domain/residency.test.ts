import { expect, test } from 'vitest'
import { isPinned, parseCohorts } from './residency.ts'

test('a cohort is a model and the beginning of its keys', () => {
  const cohorts = parseCohorts('departures:R1/, arrivals:')

  expect(cohorts).toEqual([
    { model: 'departures', keyPrefix: 'R1/' },
    { model: 'arrivals', keyPrefix: '' },
  ])
  expect(isPinned(cohorts, 'departures', 'R1/0/S1')).toBe(true)
  expect(isPinned(cohorts, 'departures', 'R10/0/S1')).toBe(false)
  expect(isPinned(cohorts, 'arrivals', 'R10/0/S1')).toBe(true)
  expect(parseCohorts('')).toEqual([])
})

test('a cohort without a model is refused', () => {
  expect(() => parseCohorts('R1/')).toThrow('names no cohort')
})
