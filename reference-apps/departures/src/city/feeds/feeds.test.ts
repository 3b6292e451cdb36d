import { beforeAll, expect, test } from 'vitest'
import { readSchedule } from '../../gtfs/read-schedule.ts'
import type { Schedule } from '../../gtfs/schedule.ts'
import { decodeFeed, encodeFeed } from '../../realtime/feed.ts'
import { validateFeeds } from '../../realtime/validate.ts'
import { createCity } from '../network.ts'
import type { TripRun } from '../run/route-run.ts'
import { dayOf } from '../service-date.ts'
import { alertsFeed } from './alerts-feed.ts'
import { gtfsZip } from './gtfs-zip.ts'
import { createLiveDays, type LiveDay } from './live-day.ts'
import { tripUpdates } from './trip-updates.ts'
import { vehiclePositions } from './vehicle-positions.ts'

const city = createCity({
  seed: 1,
  routeCount: 3,
  scenarios: [{ kind: 'detour', from: '2026-04-06', stretch: { street: 'S80', from: 96, to: 103 } }],
})
const monday = dayOf('2026-04-06')
const live = createLiveDays(city)
let day: LiveDay
let schedule: Schedule

/** A moment of that Monday by the city's clock, in epoch seconds. */
function moment(hour: number): number {
  return day.cityDay.startS + hour * 3600
}

function allRuns(): TripRun[] {
  return day.schedule.routes.flatMap((route) => day.routeRun(route).trips)
}

/** A vehicle says once more that it is at the end of its trip. */
function lastReport(run: TripRun): number {
  return (run.departures[run.driven - 1] as number) + 30
}

beforeAll(async () => {
  const noon = Date.parse('2026-04-06T18:00:00Z') / 1000
  day = (await live.at(noon))[0] as LiveDay
  schedule = readSchedule(await gtfsZip(city, monday))
})

test('the schedule has the trips, stops and blocks that are driven', () => {
  for (const run of allRuns()) {
    const trip = schedule.trips.get(run.trip.id)
    if (run.relationship === 'Added') {
      expect(trip).toBeUndefined()
      continue
    }
    expect(trip?.blockId).toBe(run.trip.blockId)
    expect(trip?.stops.map(({ stopId }) => stopId)).toEqual(run.trip.pattern.stops.map(({ stop }) => stop.id))
    expect(trip?.stops.map(({ departureS }) => departureS)).toEqual([...run.trip.departures])
  }
})

test('times rise along every trip of the schedule, and its shapes lead past its stops', () => {
  for (const { stops, shapeId } of schedule.trips.values()) {
    stops.forEach(({ arrivalS }, place) => {
      if (place > 0) expect(arrivalS).toBeGreaterThan(stops[place - 1]?.departureS as number)
    })
    expect(schedule.shapes.get(shapeId as string)?.length).toBe(stops.length)
  }
  expect(schedule.feedVersion).toBe(day.schedule.feedVersion)
})

test('the same schedule is the same file', async () => {
  expect(Buffer.from(await gtfsZip(city, monday)).equals(Buffer.from(await gtfsZip(city, monday + 1)))).toBe(
    true,
  )
})

test('vehicles are where their visits say', () => {
  const runs = new Map(allRuns().map((run) => [run.reported.id, run]))
  let checked = 0
  for (let hour = 6; hour < 23; hour += 0.5) {
    for (const { vehicle } of vehiclePositions([day], moment(hour)).entities) {
      if (!vehicle?.trip) continue
      const run = runs.get(vehicle.trip.tripId as string)
      if (!run) throw new Error(`nobody drives ${vehicle.trip.tripId}`)
      const at = (vehicle.timestamp as number) - day.cityDay.startS
      const place = (vehicle.currentStopSequence as number) - 1
      expect(at).toBeLessThanOrEqual(Math.max(run.departures[place] as number, lastReport(run)))
      if (place > 0) expect(at).toBeGreaterThanOrEqual((run.departures[place - 1] as number) - 1)
      const isThere = at >= Math.ceil(run.arrivals[place] as number)
      if (isThere) expect(vehicle.currentStatus).toBe('STOPPED_AT')
      expect(run.vehicle).toBe(vehicle.vehicle?.id)
      expect(vehicle.stopId).toBe(run.trip.pattern.stops[place]?.stop.id)
      checked++
    }
  }
  expect(checked).toBeGreaterThan(300)
})

test('between trips a vehicle is parked and names no trip', () => {
  const entities = vehiclePositions([day], moment(12)).entities
  const parked = entities.filter(({ vehicle }) => vehicle && !vehicle.trip)

  expect(parked.length).toBeGreaterThan(0)
  expect(entities.length).toBeGreaterThan(parked.length)
  expect(new Set(entities.map(({ id }) => id)).size).toBe(entities.length)
})

test('some vehicles fall silent and some leave their route', () => {
  let stale = 0
  let seen = 0
  const offRoute: string[] = []
  for (let hour = 6; hour < 23; hour += 0.25) {
    const now = moment(hour)
    const feed = vehiclePositions([day], now)
    seen += feed.entities.length
    stale += feed.entities.filter(({ vehicle }) => now - (vehicle?.timestamp ?? now) > 90).length
    const findings = validateFeeds({ schedule, vehiclePositions: feed, now })
    offRoute.push(...findings.filter(({ rule }) => rule === 'E029').map(({ message }) => message))
  }

  expect(stale / seen).toBeGreaterThan(0.001)
  expect(stale / seen).toBeLessThan(0.02)
  expect(offRoute.length).toBeGreaterThan(0)
  expect(offRoute.length / seen).toBeLessThan(0.02)
})

test('what the agency publishes keeps the rules, but for vehicles off their route', () => {
  for (let hour = 5; hour < 25; hour += 0.5) {
    const now = moment(hour)
    const feeds = {
      vehiclePositions: decodeFeed(encodeFeed(vehiclePositions([day], now))),
      tripUpdates: decodeFeed(encodeFeed(tripUpdates([day], now))),
      alerts: decodeFeed(encodeFeed(alertsFeed([day], now))),
    }

    const errors = validateFeeds({ schedule, ...feeds, now }).filter(
      ({ rule, severity }) => severity === 'error' && rule !== 'E029',
    )
    expect(errors).toEqual([])
  }
})

test('the agency tells of cancelled and added trips and of stops that are not served', () => {
  const updates = Array.from(
    { length: 38 },
    (_, half) => tripUpdates([day], moment(5 + half / 2)).entities,
  ).flat()
  const relationships = new Set(updates.map(({ tripUpdate }) => tripUpdate?.trip.scheduleRelationship))
  const skipped = updates.flatMap(({ tripUpdate }) =>
    (tripUpdate?.stopTimeUpdates ?? []).filter(
      ({ scheduleRelationship }) => scheduleRelationship === 'SKIPPED',
    ),
  )

  expect(relationships).toContain('CANCELED')
  expect(skipped.length).toBeGreaterThan(0)
  const alerts = alertsFeed([day], moment(12)).entities.map(({ alert }) => alert?.effect)
  expect(alerts).toContain('DETOUR')
})

test('a delay is carried on along the whole trip', () => {
  const now = moment(8)
  const update = tripUpdates([day], now).entities.find(({ tripUpdate }) => tripUpdate?.vehicle)
  const delays = update?.tripUpdate?.stopTimeUpdates.flatMap(({ departure }) => departure?.delay ?? [])

  expect(new Set(delays).size).toBe(1)
})

test('a moment of a small city is told quickly once its day is driven', () => {
  vehiclePositions([day], moment(17))

  const start = process.cpuUsage()
  for (let report = 1; report <= 10; report++) encodeFeed(vehiclePositions([day], moment(17) + 30 * report))

  const { user, system } = process.cpuUsage(start)
  expect((user + system) / 1000 / 10).toBeLessThan(20)
})

test('in the small hours the service day before is still on the air', async () => {
  const days = await live.at(moment(24.05))

  expect(days.map(({ cityDay }) => cityDay.date)).toEqual(['2026-04-06', '2026-04-07'])
  const trips = vehiclePositions(days, moment(24.05)).entities.flatMap(
    ({ vehicle }) => vehicle?.trip?.startDate ?? [],
  )
  expect(new Set(trips)).toEqual(new Set(['20260406']))
})
