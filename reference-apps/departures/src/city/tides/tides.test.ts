import { readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { testFolder } from '@headway/testkit/test-folder'
import { expect, test } from 'vitest'
import { createCity } from '../network.ts'
import { scheduleOn } from '../schedule/schedule.ts'
import { dayOf, dayStart } from '../service-date.ts'
import { writeTides } from '../write-tides.ts'
import { archivedDates } from './data-package.ts'
import { recentWeather } from './weather-csv.ts'

const monday = dayOf('2026-04-06')
const city = createCity({
  seed: 1,
  routeCount: 2,
  scenarios: [
    { kind: 'detour', from: '2026-04-07', to: '2026-04-08', stretch: { street: 'S80', from: 96, to: 103 } },
    {
      kind: 'sensor-fault',
      from: '2026-04-07',
      depot: createCity({ seed: 1, routeCount: 1 }).routes[0]?.depot ?? '',
    },
  ],
})

async function rowsOf(folder: string, table: string, date: string): Promise<Record<string, string>[]> {
  const bytes = await readFile(join(folder, table, `${date}.csv.gz`))
  const [header, ...lines] = gunzipSync(bytes).toString().trimEnd().split('\n')
  const names = (header as string).split(',')
  return lines.map((line) => {
    const fields = line.split(',')
    return Object.fromEntries(names.map((name, index) => [name, fields[index] as string]))
  })
}

test('later days are added, and what is there stays', async () => {
  await using folder = await testFolder('tides')
  await writeTides(city, { firstDay: monday, count: 1 }, folder.path)
  const first = await stat(join(folder.path, 'stop_visits/2026-04-06.csv.gz'))
  const done: number[] = []

  await writeTides(city, { firstDay: monday, count: 2 }, folder.path, (days) => done.push(days))

  expect(done).toEqual([1, 2])
  expect(await archivedDates(folder.path)).toEqual(['2026-04-06', '2026-04-07'])
  expect((await stat(join(folder.path, 'stop_visits/2026-04-06.csv.gz'))).ino).toBe(first.ino)
})

test('an interrupted package is finished as if nothing had happened', async () => {
  await using whole = await testFolder('tides')
  await using broken = await testFolder('tides')
  await writeTides(city, { firstDay: monday, count: 2 }, whole.path)
  await writeTides(city, { firstDay: monday, count: 2 }, broken.path)
  for (const file of ['datapackage.json', 'trips_performed/2026-04-07.csv.gz', 'alerts.csv'])
    await rm(join(broken.path, file))

  await writeTides(city, { firstDay: monday, count: 2 }, broken.path)

  for (const file of [
    'datapackage.json',
    'alerts.csv',
    'weather.csv',
    'trips_performed/2026-04-07.csv.gz',
    'stop_visits/2026-04-07.csv.gz',
  ])
    expect(await readFile(join(broken.path, file))).toEqual(await readFile(join(whole.path, file)))
})

test('visits are those of the trips of the schedule, each place once', async () => {
  await using folder = await testFolder('tides')
  await writeTides(city, { firstDay: monday, count: 1 }, folder.path)
  const visits = await rowsOf(folder.path, 'stop_visits', '2026-04-06')
  const trips = await rowsOf(folder.path, 'trips_performed', '2026-04-06')
  const scheduled = new Map(
    scheduleOn(city, monday).routes.flatMap((route) =>
      route.timetable(false).trips.map((trip) => [trip.id, trip] as const),
    ),
  )

  expect(new Set(visits.map((visit) => `${visit.trip_id_performed}|${visit.trip_stop_sequence}`)).size).toBe(
    visits.length,
  )
  expect(new Set(trips.map((trip) => trip.trip_id_performed)).size).toBe(trips.length)
  for (const trip of trips) {
    if (trip.schedule_relationship === 'Added') continue
    expect(trip.block_id).toBe(scheduled.get(trip.trip_id_scheduled as string)?.blockId)
    const own = visits.filter((visit) => visit.trip_id_performed === trip.trip_id_performed)
    expect(own.map((visit) => visit.stop_id)).toEqual(
      scheduled.get(trip.trip_id_scheduled as string)?.pattern.stops.map(({ stop }) => stop.id),
    )
  }
  const missing = visits.filter((visit) => visit.schedule_relationship === 'Missing').length / visits.length
  expect(missing).toBeGreaterThan(0.01)
  expect(missing).toBeLessThan(0.03)
})

test('reports are received seconds after they are made, but before, by a clock that is a minute ahead', async () => {
  await using folder = await testFolder('tides')
  await writeTides(city, { firstDay: monday, count: 2 }, folder.path)
  const depot = city.routes[0]?.depot
  const routes = new Set(city.routes.filter((route) => route.depot === depot).map(({ id }) => id))

  const lateness = async (date: string) =>
    (await rowsOf(folder.path, 'stop_visits', date))
      .filter(
        (visit) => visit.received_time && routes.has((visit.pattern_id as string).split('-')[0] as string),
      )
      .map(
        (visit) =>
          (Date.parse(visit.received_time as string) - Date.parse(visit.actual_departure_time as string)) /
          1000,
      )
  const usual = await lateness('2026-04-06')
  const wrong = await lateness('2026-04-07')

  expect(Math.min(...usual)).toBeGreaterThanOrEqual(0)
  expect(usual.toSorted((a, b) => a - b)[Math.floor(0.99 * usual.length)]).toBeLessThan(75)
  expect(wrong.filter((seconds) => seconds < 0).length / wrong.length).toBeGreaterThan(0.9)
  expect(Math.min(...wrong)).toBeGreaterThanOrEqual(-60)
})

test('alerts have a row for each stop they inform of, with an end where it is known', async () => {
  await using folder = await testFolder('tides')
  await writeTides(city, { firstDay: monday, count: 2 }, folder.path)

  const text = await readFile(join(folder.path, 'alerts.csv'), 'utf8')

  const [header, ...rows] = text.trimEnd().split('\n')
  expect(header).toBe(
    'alert_id,published_at,active_from,active_to,cause,effect,route_id,direction_id,stop_id',
  )
  const detour = rows.filter((row) => row.includes(',DETOUR,'))
  expect(detour.length).toBeGreaterThan(10)
  expect(detour[0]).toMatch(
    /^detour-1,2026-04-07T08:00:00Z,2026-04-07T10:00:00Z,2026-04-08T10:00:00Z,CONSTRUCTION,DETOUR,R\d,[01],\d+N?$/,
  )
})

test('weather is told by the hour in local standard time, and not beforehand', () => {
  const now = dayStart(monday, city.timeZone) + 12.5 * 3600

  const [header, ...rows] = recentWeather(city, now).trimEnd().split('\n')

  expect(header).toContain('"Date/Time (LST)"')
  expect(header).toContain('"Precip. Amount (mm)"')
  expect(rows.at(-1)).toContain('"2026-04-06 11:00"')
  expect(rows.length).toBeGreaterThanOrEqual(48)
})
