import { expect, test } from 'vitest'
import type { DayScores } from './departures-status.ts'
import { meanError } from './mean-error.ts'

const day = (n: number, mae: number, inside: { n: number; mae: number } | null): DayScores => ({
  date: '2026-04-06',
  version: 'departures-city/1',
  all: { deployed: { n, mae } },
  underDetour: inside && { deployed: inside },
})

test('the mean error over days weighs each by its predictions', () => {
  const days = [day(100, 40, null), day(300, 60, { n: 10, mae: 90 })]

  expect(meanError(days, 'all', 'deployed')).toEqual({ n: 400, mae: 55 })
  expect(meanError(days, 'underDetour', 'deployed')).toEqual({ n: 10, mae: 90 })
  expect(meanError(days, 'all', 'kalman')).toBeNull()
})
