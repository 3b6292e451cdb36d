import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { testData } from '@headway/testkit/test-data'
import { expect, test } from 'vitest'
import { gtfsZip } from '../src/city/feeds/gtfs-zip.ts'
import { createLiveDays } from '../src/city/feeds/live-day.ts'
import { tripUpdates } from '../src/city/feeds/trip-updates.ts'
import { vehiclePositions } from '../src/city/feeds/vehicle-positions.ts'
import { createCity } from '../src/city/network.ts'
import { readSchedule } from '../src/gtfs/read-schedule.ts'
import { serviceDayStart } from '../src/gtfs/service-day-start.ts'
import { decodeFeed, type Feed } from '../src/realtime/feed.ts'
import type { Finding } from '../src/realtime/finding.ts'
import { validateFeeds } from '../src/realtime/validate.ts'
import { openLiveCity } from './live-city.ts'

/** The errors among findings, one line a rule. */
function errorsIn(findings: readonly Finding[]): string[] {
  const errors = findings.filter(({ severity }) => severity === 'error')
  return [...Map.groupBy(errors, ({ rule }) => rule)].map(
    ([rule, all]) => `${rule} ${all.length}: ${all[0]?.message}`,
  )
}

test('over a day of a city, without serving, every published feed follows the rules', async () => {
  const date = '2026-03-11'
  const day = Date.parse(`${date}T00:00:00Z`) / 86_400_000
  const city = createCity({ seed: 5, routeCount: 2, stopCount: 14 })
  const schedule = readSchedule(await gtfsZip(city, day))
  await using live = await openLiveCity(schedule)
  const { state, cycle } = live
  const days = createLiveDays(city)
  const startS = serviceDayStart(schedule, date)
  const findings: Finding[] = []
  let previous: Feed | undefined
  let stopTimes = 0

  for (let nowS = startS + 5 * 3600; nowS < startS + 25 * 3600; nowS += 60) {
    const at = await days.at(nowS)
    const positions = vehiclePositions(at, nowS)
    const published = await cycle(nowS, positions, tripUpdates(at, nowS))
    const feed = decodeFeed(published.bytes)
    findings.push(
      ...validateFeeds({
        schedule,
        tripUpdates: feed,
        vehiclePositions: positions,
        ...(previous ? { previous: { tripUpdates: previous } } : {}),
        now: nowS,
      }),
    )
    previous = feed
    stopTimes += published.stopTimes
  }

  expect(errorsIn(findings)).toEqual([])
  expect(stopTimes).toBeGreaterThan(50_000)
  expect(state.visitsRecorded).toBeGreaterThan(3000)
}, 120_000)

test.for([
  ['raba.zip', 'raba', { followed: 1, parked: 21 }],
  // The schedule at hand is another than that of the vehicles.
  ['gtfs.zip', 'unitrans', { parked: 3, unknownTrip: 5 }],
] as const)(
  'the vehicles of %s are placed on their trips, and what is told of them follows the rules',
  async ([zip, name, expected], context) => {
    const folder = testData(context, 'gtfs-fixtures/maglev')
    const schedule = readSchedule(readFileSync(join(folder, zip)))
    const positions = decodeFeed(readFileSync(join(folder, `${name}-vehicle-positions.pb`)))
    const nowS = positions.header.timestamp
    await using live = await openLiveCity(schedule)
    const { state, cycle } = live

    await cycle(nowS - 15, { header: { ...positions.header, timestamp: nowS - 15 }, entities: [] })
    const published = await cycle(nowS, positions)

    const tripUpdates = decodeFeed(published.bytes)
    const standings = Object.fromEntries(
      [...Map.groupBy(state.standing.values(), (standing) => standing)].map(([standing, all]) => [
        standing,
        all.length,
      ]),
    )
    expect(errorsIn(validateFeeds({ schedule, tripUpdates, now: nowS }))).toEqual([])
    expect(standings).toEqual(expected)
    expect(published.trips > 0).toBe('followed' in expected)
  },
)
