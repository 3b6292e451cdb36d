import { expect, test } from 'vitest'
import { gtfsZip } from '../../city/feeds/gtfs-zip.ts'
import { createLiveDays } from '../../city/feeds/live-day.ts'
import { vehiclePositions } from '../../city/feeds/vehicle-positions.ts'
import { createCity } from '../../city/network.ts'
import { readSchedule } from '../../gtfs/read-schedule.ts'
import { tripsOn } from '../../gtfs/schedule.ts'
import { serviceDayStart } from '../../gtfs/service-day-start.ts'
import type { Feed, VehiclePosition } from '../../realtime/feed.ts'
import { type TripRun, tripRun } from '../trip-run.ts'
import { createMatcher, matchFixes, type StopVisit, type VehicleStanding } from './matcher.ts'
import { tripPaths } from './trip-path.ts'
import { vehicleFixes } from './vehicle-fix.ts'

const date = '2026-03-09'
const city = createCity({ seed: 4, routeCount: 2, stopCount: 16 })
const day = Date.parse(`${date}T00:00:00Z`) / 86_400_000

type Derived = {
  visits: StopVisit[]
  standings: Map<VehicleStanding, number>
  /** When vehicles really left (epoch s), by `<trip>/<place>`. */
  truth: Map<string, number>
}

/** The visits derived from the feeds of a city's morning, read every 15 s. */
async function morning(change: (feed: Feed) => Feed = (feed) => feed): Promise<Derived> {
  const schedule = readSchedule(await gtfsZip(city, day))
  const startS = serviceDayStart(schedule, date)
  const runs = new Map<string, TripRun>()
  for (const trip of tripsOn(schedule, date)) runs.set(trip.id, tripRun(date, trip, startS))
  const paths = tripPaths(schedule)
  const matcher = createMatcher()
  const visits: StopVisit[] = []
  const standings = new Map<VehicleStanding, number>()
  const days = createLiveDays(city)
  for (let nowS = startS + 6 * 3600; nowS < startS + 10 * 3600; nowS += 15) {
    const fixes = vehicleFixes(change(vehiclePositions(await days.at(nowS), nowS)), nowS)
    const matched = matchFixes(
      matcher,
      fixes,
      nowS,
      ({ tripId }) => runs.get(tripId ?? ''),
      ({ trip }) => paths(trip),
    )
    visits.push(...matched.visits)
    for (const standing of matched.standing.values())
      standings.set(standing, (standings.get(standing) ?? 0) + 1)
  }
  const truth = new Map<string, number>()
  const [today] = await days.at(startS + 8 * 3600)
  for (const route of today!.schedule.routes) {
    for (const run of today!.routeRun(route).trips)
      for (let place = 0; place < run.driven - 1; place++)
        truth.set(`${run.reported.id}/${place}`, startS + run.departures[place]!)
  }
  return { visits, standings, truth }
}

function errors({ visits, truth }: Derived): number[] {
  return visits.flatMap(({ run, place, departedS }) => {
    const left = truth.get(`${run.trip.id}/${place}`)
    return left === undefined ? [] : [departedS - left]
  })
}

function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(share * (values.length - 1))]!
}

/** The share of departures that were derived, of those that the feed told of from half an hour on. */
function found({ visits, truth }: Derived): number {
  const last = visits.at(-1)!.departedS
  const known = new Set(visits.map(({ run, place }) => `${run.trip.id}/${place}`))
  const due = [...truth].filter(([, left]) => left > last - 3 * 3600 && left < last)
  return due.filter(([key]) => known.has(key)).length / due.length
}

test('departures are derived to the seconds from where vehicles say they are', async () => {
  const derived = await morning()

  const off = errors(derived).map(Math.abs)
  expect(quantile(off, 0.5)).toBeLessThan(5)
  expect(quantile(off, 0.95)).toBeLessThan(25)
  expect(Math.abs(quantile(errors(derived), 0.5))).toBeLessThan(3)
  expect(found(derived)).toBeGreaterThan(0.96)
})

test('without stop and status the place on the road tells nearly as well', async () => {
  const derived = await morning((feed) =>
    withVehicles(feed, (vehicle) => ({
      ...vehicle,
      currentStopSequence: undefined,
      stopId: undefined,
      currentStatus: undefined,
    })),
  )

  expect(quantile(errors(derived).map(Math.abs), 0.5)).toBeLessThan(6)
  expect(found(derived)).toBeGreaterThan(0.95)
})

test('without times of their own positions count from the time of the feed', async () => {
  const derived = await morning((feed) =>
    withVehicles(feed, (vehicle) => ({ ...vehicle, timestamp: undefined })),
  )

  expect(quantile(errors(derived).map(Math.abs), 0.5)).toBeLessThan(25)
  expect(found(derived)).toBeGreaterThan(0.95)
})

test('positions of two minutes ago and of a place far off give nothing', async () => {
  const late = await morning((feed) =>
    withVehicles(feed, (vehicle) => ({ ...vehicle, timestamp: (vehicle.timestamp ?? 0) - 150 })),
  )
  const away = await morning((feed) =>
    withVehicles(feed, (vehicle) => ({
      ...vehicle,
      position: { ...vehicle.position!, latitude: vehicle.position!.latitude + 0.1 },
    })),
  )

  expect(late.visits).toEqual([])
  expect([...late.standings.keys()]).toEqual(['stale'])
  expect(away.visits).toEqual([])
  expect([...away.standings.keys()].sort()).toEqual(['offRoute', 'parked'])
})

test('a second vehicle on a trip changes nothing', async () => {
  const once = await morning()
  const twice = await morning((feed) => ({
    ...feed,
    entities: feed.entities.flatMap((entity) => [
      entity,
      { ...entity, id: `${entity.id}-x`, vehicle: { ...entity.vehicle!, vehicle: { id: `${entity.id}-x` } } },
    ]),
  }))

  const times = ({ visits }: Derived) =>
    visits.map(({ run, place, departedS }) => [run.key, place, departedS])
  expect(times(twice)).toEqual(times(once))
  expect(twice.standings.get('doubled')).toBeGreaterThan(0)
})

function withVehicles(feed: Feed, change: (vehicle: VehiclePosition) => VehiclePosition): Feed {
  const entities = feed.entities.map((entity) => ({
    ...entity,
    vehicle: entity.vehicle && change(entity.vehicle),
  }))
  return { ...feed, entities }
}
