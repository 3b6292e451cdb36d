import { expect, test } from 'vitest'
import { createVisitHistory, findVisit, rememberVisit, runsKept } from './visit-history.ts'

test('a scheduled visit is known by partition and time of day', () => {
  const history = createVisitHistory()
  rememberVisit(history, 3, 60_000, 20_000, 45)

  expect(findVisit(history, 3, 60_000)).toBe(0)
  expect(findVisit(history, 3, 60_060)).toBe(-1)
  expect(findVisit(history, 4, 60_000)).toBe(-1)
})

test('a time before midnight does not belong to another partition', () => {
  const history = createVisitHistory()
  rememberVisit(history, 3, -600, 20_000, 45)

  expect(findVisit(history, 2, 172_800)).toBe(-1)
  expect(findVisit(history, 3, -600)).toBe(0)
})

test('the oldest run is forgotten first, however many visits there are', () => {
  const history = createVisitHistory()
  for (let visit = 0; visit < 2000; visit++) {
    for (let day = 1; day <= runsKept + 1; day++) rememberVisit(history, visit, 3600, day, day * 10)
  }

  const at = findVisit(history, 1999, 3600) * runsKept

  expect(Array.from(history.days.subarray(at, at + runsKept)).sort((a, b) => a - b)).toEqual(
    Array.from({ length: runsKept }, (_, run) => run + 2),
  )
})
