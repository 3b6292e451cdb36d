import { expect, test } from 'vitest'
import { createPairHistory } from '../history/pair-history.ts'
import { fillSchedule, learnTravels } from './fill-schedule.ts'
import { createNames, type Names, type ServiceDay, serviceDay } from './service-day.ts'

const none = Float64Array.of(Number.NaN, Number.NaN, Number.NaN)

function unscheduledDay(date: string, names: Names, observed: number[]): ServiceDay {
  const midnight = Date.parse(`${date}T00:00:00Z`) / 1000
  const visits = {
    tripId: ['T', 'T', 'T'],
    routeId: ['R', 'R', 'R'],
    directionId: ['0', '0', '0'],
    stopId: ['A', 'B', 'C'],
    scheduledArrival: none,
    scheduled: none,
    observedArrival: none,
    observed: Float64Array.from(observed, (time) => midnight + time),
    utcOffset: Float64Array.of(3600, 3600, 3600),
  }
  return serviceDay(date, visits, 0, 3, names)
}

test('a trip without a schedule goes by the travel times of earlier days', () => {
  const names = createNames()
  const travels = createPairHistory()
  learnTravels(marked(unscheduledDay('2026-03-02', names, [36_000, 36_100, 36_300])), travels)
  const today = unscheduledDay('2026-03-03', names, [50_000, 50_130, 50_250])

  fillSchedule(today, travels)

  expect(Array.from(today.unscheduled)).toEqual([1])
  expect(Array.from(today.scheduled)).toEqual([50_000, 50_100, 50_300])
  expect(Array.from(today.timeOfDay)).toEqual([53_600, 53_700, 53_900])
})

test('on the first day nothing is known beyond the first stop', () => {
  const today = unscheduledDay('2026-03-02', createNames(), [36_000, 36_100, 36_300])

  fillSchedule(today, createPairHistory())

  expect(Array.from(today.scheduled)).toEqual([36_000, Number.NaN, Number.NaN])
})

test('a trip with a schedule is left alone', () => {
  const today = unscheduledDay('2026-03-02', createNames(), [36_000, 36_100, 36_300])
  today.scheduled[1] = 36_060

  fillSchedule(today, createPairHistory())

  expect(Array.from(today.scheduled)).toEqual([Number.NaN, 36_060, Number.NaN])
  expect(Array.from(today.unscheduled)).toEqual([0])
})

function marked(day: ServiceDay): ServiceDay {
  day.unscheduled[0] = 1
  return day
}
