import { expect, test } from 'vitest'
import { createCityDay } from './city-day.ts'
import { createCity } from './network.ts'
import { simulateRoute } from './simulate-route.ts'

const city = createCity({ seed: 7, routeCount: 3 })
const monday = 20_515

test('a route and day made alone is the same as made among others', () => {
  const route = city.routes[2]
  if (!route) throw new Error('the city has six route directions')
  const alone = simulateRoute(createCity({ seed: 7, routeCount: 2 }), route, createCityDay(city, monday))

  expect(simulateRoute(city, route, createCityDay(city, monday))).toEqual(alone)
  expect(simulateRoute(city, route, createCityDay(city, monday + 1))).not.toEqual(alone)
})

test('vehicles keep their order at every stop', () => {
  for (const route of city.routes) {
    const trips = simulateRoute(city, route, createCityDay(city, monday))
    route.stops.forEach((_, index) => {
      const departures = trips.flatMap(({ visits }) => visits[index]?.departure ?? [])
      expect(departures).toEqual([...departures].sort((a, b) => a - b))
    })
  }
})

test('most departures are on time, and delays have a long tail', () => {
  const delays: number[] = []
  for (let day = monday; day < monday + 14; day++) {
    for (const route of city.routes) {
      for (const trip of simulateRoute(city, route, createCityDay(city, day))) {
        for (const { departure, scheduled } of trip.visits)
          if (departure !== null) delays.push(departure - scheduled)
      }
    }
  }
  delays.sort((a, b) => a - b)
  const onTime = delays.filter((delay) => delay >= -60 && delay <= 300).length / delays.length
  const share = (p: number) => delays[Math.floor(p * delays.length)] as number

  expect(onTime).toBeGreaterThan(0.55)
  expect(onTime).toBeLessThan(0.9)
  expect(share(0.95)).toBeGreaterThan(300)
  expect(share(0.05)).toBeLessThan(0)
})
