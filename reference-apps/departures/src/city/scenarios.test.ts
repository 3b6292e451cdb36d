import { expect, test } from 'vitest'
import { alertsOf } from './conditions/city-alerts.ts'
import { createCityDay } from './conditions/city-day.ts'
import { isClosed, isOnStretch } from './conditions/stretch.ts'
import { type CityPlan, createCity } from './network.ts'
import { observeTrip } from './run/observe-trip.ts'
import { tripPings } from './run/pings.ts'
import type { TripRun } from './run/route-run.ts'
import { clockOffset, runDay } from './run/run-day.ts'
import type { Scenario } from './scenario.ts'
import { scheduleOn } from './schedule/schedule.ts'
import { dayOf } from './service-date.ts'
import type { CityStop } from './streets/city-stop.ts'

const plan: CityPlan = { seed: 1, routeCount: 3 }
const before = dayOf('2026-04-05')
const monday = dayOf('2026-04-06')
const from = '2026-04-06'
const stretch = { street: 'S80', from: 96, to: 103 }

function driven(day: number, ...scenarios: Scenario[]): TripRun[] {
  const dayRun = runDay(createCity({ ...plan, scenarios }), day)
  return dayRun.schedule.routes.flatMap((route) => dayRun.routeRun(route).trips)
}

/** Mean seconds on the ways to stops that are asked for. */
function meanRunning(trips: readonly TripRun[], isAsked: (stop: CityStop) => boolean): number {
  const times = trips.flatMap(({ trip, arrivals, departures, driven: places }) =>
    trip.pattern.stops.flatMap(({ stop }, place) =>
      place > 0 && place < places && isAsked(stop)
        ? (arrivals[place] as number) - (departures[place - 1] as number)
        : [],
    ),
  )
  return times.reduce((sum, time) => sum + time, 0) / times.length
}

const isHere = (stop: CityStop) => isOnStretch(stop, stretch)
const isElsewhere = (stop: CityStop) => !isHere(stop)

test('a detour slows its stretch in both directions from its day on, and nothing else', () => {
  const detour: Scenario = { kind: 'detour', from, stretch }
  const usual = driven(monday)
  const changed = driven(monday, detour)

  expect(driven(before, detour)).toEqual(driven(before))
  const slower = meanRunning(changed, isHere) / meanRunning(usual, isHere)
  expect(slower).toBeGreaterThan(1.5)
  expect(slower).toBeLessThan(2)
  expect(meanRunning(changed, isElsewhere) / meanRunning(usual, isElsewhere)).toBeCloseTo(1, 1)
  const headings = new Set(
    changed.flatMap(({ trip }) =>
      trip.pattern.stops.flatMap(({ stop }) => (isHere(stop) ? stop.heading : [])),
    ),
  )
  expect(headings).toEqual(new Set(['N', 'S']))
})

test('a detour closes stops, and an alert says so while it lasts', () => {
  const city = createCity({ ...plan, scenarios: [{ kind: 'detour', from, to: '2026-04-20', stretch }] })
  const closed = driven(monday, ...city.scenarios).flatMap(({ trip, skipped, driven: places }) =>
    trip.pattern.stops.flatMap(({ stop }, place) => (place < places && skipped[place] ? stop : [])),
  )

  const alerts = alertsOf(city, monday).filter(({ id }) => id.startsWith('detour'))
  expect(alerts.map(({ effect, cause }) => [effect, cause])).toEqual([
    ['DETOUR', 'CONSTRUCTION'],
    ['NO_SERVICE', 'CONSTRUCTION'],
  ])
  expect(closed.length).toBeGreaterThan(20)
  expect(closed.every((stop) => isClosed(stop, stretch))).toBe(true)
  const told = new Set(alerts[1]?.informed.map(({ stop }) => stop.id))
  expect(new Set(closed.map(({ id }) => id))).toEqual(told)
  expect(alerts[0]?.informed.every(({ stop }) => isHere(stop))).toBe(true)
  expect(alertsOf(city, before).some(({ id }) => id.startsWith('detour'))).toBe(false)
  expect(alertsOf(city, dayOf('2026-04-20')).some(({ id }) => id.startsWith('detour'))).toBe(false)
})

test('a new schedule has another version, other trips and other run times for its routes', () => {
  const city = createCity({ ...plan, scenarios: [{ kind: 'schedule-change', from, routes: ['R2'] }] })
  const old = scheduleOn(city, before)
  const next = scheduleOn(city, monday)
  const tripsOf = (schedule: typeof old, index: number) =>
    schedule.routes[index]?.timetable(false).trips ?? []

  expect(next.feedVersion).not.toBe(old.feedVersion)
  expect(scheduleOn(city, before - 30)).toBe(old)
  expect(tripsOf(next, 0).map(({ id }) => id)).toEqual(tripsOf(old, 0).map(({ id }) => id))
  const ids = new Set(tripsOf(old, 1).map(({ id }) => id))
  expect(tripsOf(next, 1).some(({ id }) => ids.has(id))).toBe(false)
  expect(tripsOf(next, 1)[0]?.departures).not.toEqual(tripsOf(old, 1)[0]?.departures)
})

test('more demand keeps vehicles at stops for longer', () => {
  const dwell = (trips: readonly TripRun[]) =>
    trips.reduce(
      (sum, { arrivals, departures, driven: places }) =>
        sum +
        departures
          .subarray(1, places)
          .reduce((own, at, place) => own + at - (arrivals[place + 1] as number), 0),
      0,
    )
  const step: Scenario = { kind: 'demand-step', from, factor: 1.6 }

  expect(driven(before, step)).toEqual(driven(before))
  expect(dwell(driven(monday, step)) / dwell(driven(monday))).toBeGreaterThan(1.15)
})

test('a bus lane makes its stretch faster by a quarter', () => {
  const changed = driven(monday, { kind: 'bus-lane', from, stretch })

  const faster = meanRunning(changed, isHere) / meanRunning(driven(monday), isHere)
  expect(faster).toBeGreaterThan(0.7)
  expect(faster).toBeLessThan(0.88)
})

test('a slow trend makes every way slower by one percent a week', () => {
  const trend: Scenario = { kind: 'slow-trend', from: '2026-01-05' }

  const slower = meanRunning(driven(monday, trend), () => true) / meanRunning(driven(monday), () => true)
  expect(slower).toBeGreaterThan(1.08)
  expect(slower).toBeLessThan(1.14)
})

test("a depot's wrong clock changes what its devices say, not what happens nor when it is heard of", () => {
  const depot = createCity(plan).routes[0]?.depot as string
  const fault: Scenario = { kind: 'sensor-fault', from, to: '2026-04-08', depot }
  const city = createCity({ ...plan, scenarios: [fault] })
  const route = scheduleOn(city, monday).routes[0]
  if (!route) throw new Error('there is no route')
  const offset = clockOffset(createCityDay(city, monday), route)
  const run = driven(monday, fault).find(({ relationship }) => relationship === 'Scheduled') as TripRun
  const seen = (offsetS: number) => observeTrip(city, run, monday, tripPings(city, run, monday), offsetS)

  expect(driven(monday, fault)).toEqual(driven(monday))
  expect(offset).toBe(60)
  expect(clockOffset(createCityDay(city, dayOf('2026-04-08')), route)).toBe(0)
  expect(seen(offset).departures).toEqual(seen(0).departures.map((at) => at + 60))
  expect(seen(offset).received).toEqual(seen(0).received)
})

test('a new stop is in its pattern from its day on, half way to the next', () => {
  const city = createCity({
    ...plan,
    scenarios: [{ kind: 'new-stop', from, route: 'R1', direction: 0, before: 5 }],
  })
  const old = scheduleOn(city, before).routes[0]?.patterns[0]
  const next = scheduleOn(city, monday).routes[0]?.patterns[0]

  expect(next?.stops.length).toBe((old?.stops.length ?? 0) + 1)
  expect(next?.stops.at(-1)?.distanceM).toBeCloseTo(old?.stops.at(-1)?.distanceM ?? 0)
  const added = next?.stops[4]
  expect(old?.stops.some(({ stop }) => stop.id === added?.stop.id)).toBe(false)
  expect(added?.lengthM).toBeCloseTo((old?.stops[4]?.lengthM ?? 0) / 2)
  expect(driven(monday, ...city.scenarios).length).toBeGreaterThan(100)
})

test('snow falls in winter alone, and slows every way', () => {
  const city = createCity(plan)
  const days = Array.from({ length: 365 }, (_, index) => dayOf('2025-07-01') + index)
  const snowy = days.filter(
    (day) => createCityDay(city, day).weather.filter((state) => state === 'snow').length > 12,
  )

  expect(snowy.length).toBeGreaterThan(2)
  const months = new Set(snowy.map((day) => new Date(day * 86_400_000).getUTCMonth()))
  expect([...months].every((month) => month === 11 || month < 2)).toBe(true)
  const snow = driven(snowy[0] as number)
  expect(meanRunning(snow, () => true) / meanRunning(driven(monday), () => true)).toBeGreaterThan(1.1)
})
