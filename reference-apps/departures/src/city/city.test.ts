import { expect, test } from 'vitest'
import { createCityDay } from './conditions/city-day.ts'
import { createCity } from './network.ts'
import type { TripRun } from './run/route-run.ts'
import { simulateRoute } from './run/simulate-route.ts'
import { scheduleOn } from './schedule/schedule.ts'

const city = createCity({ seed: 7, routeCount: 3 })
const monday = 20_514

function tripsOf(routeCount: number, number: number, day: number): TripRun[] {
  const other = createCity({ seed: 7, routeCount })
  const route = scheduleOn(other, day).routes[number - 1]
  if (!route) throw new Error(`there is no route ${number}`)
  return simulateRoute(other, route, createCityDay(other, day)).trips
}

test('a route and day made alone is the same as made among others', () => {
  const alone = tripsOf(2, 2, monday)

  expect(tripsOf(5, 2, monday)).toEqual(alone)
  expect(tripsOf(5, 2, monday + 1)).not.toEqual(alone)
})

test('vehicles keep their order at every stop', () => {
  for (const route of scheduleOn(city, monday).routes) {
    const { trips } = simulateRoute(city, route, createCityDay(city, monday))
    for (const pattern of route.patterns) {
      const driven = trips
        .filter(({ trip, relationship }) => trip.pattern === pattern && relationship !== 'Canceled')
        .sort((a, b) => (a.departures[0] as number) - (b.departures[0] as number))
      pattern.stops.forEach((_, index) => {
        const departures = driven.flatMap((run) => (index < run.driven ? run.departures[index] : []))
        expect(departures).toEqual(departures.toSorted((a = 0, b = 0) => a - b))
      })
    }
  }
})

test('a vehicle runs one trip at a time, from where the trip before ended', () => {
  for (const route of scheduleOn(city, monday).routes) {
    for (const { trips } of simulateRoute(city, route, createCityDay(city, monday)).blocks) {
      trips.forEach((run, index) => {
        const before = trips[index - 1]
        if (before) expect(run.departures[0]).toBeGreaterThan(before.departures[before.driven - 1] as number)
      })
    }
  }
})

test('a whole city has 18,000 keys, and two of five stops have several routes', () => {
  const routesOf = new Map<string, Set<string>>()
  let keys = 0
  for (const { id, patterns } of createCity({ seed: 1, routeCount: 232 }).routes) {
    for (const { stop } of patterns.flatMap((pattern) => pattern.stops)) {
      routesOf.set(stop.id, (routesOf.get(stop.id) ?? new Set()).add(id))
      keys++
    }
  }

  expect(Math.abs(keys - 18_000)).toBeLessThan(500)
  expect(Math.abs(routesOf.size - 8594)).toBeLessThan(500)
  const shared = [...routesOf.values()].filter((routes) => routes.size > 1).length / routesOf.size
  expect(Math.abs(shared - 0.39)).toBeLessThan(0.05)
})

test('no vehicle number is used by two routes', () => {
  const vehicles = scheduleOn(city, monday).routes.flatMap((route) => [
    ...new Set(simulateRoute(city, route, createCityDay(city, monday)).blocks.map(({ vehicle }) => vehicle)),
  ])

  expect(new Set(vehicles).size).toBe(vehicles.length)
})
