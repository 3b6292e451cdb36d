import { readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openTables } from '@headway/tables/tables'
import { testData } from '@headway/testkit/test-data'
import { testFolder } from '@headway/testkit/test-folder'
import { expect, test } from 'vitest'
import { readSchedule } from '../gtfs/read-schedule.ts'
import { decodeFeed } from '../realtime/feed.ts'
import { now, sampleFeeds, sampleSchedule } from '../realtime/rules/sample-feeds.ts'
import { type ArchiveNames, archiveNames } from './archive-names.ts'
import { checkFeeds, checkLines } from './check-feeds.ts'

const archive: ArchiveNames = {
  days: 28,
  from: '2026-02-05',
  to: '2026-03-04',
  visits: 300,
  trips: new Set(['T1', 'OLD']),
  routes: new Set(['R1', 'R7']),
  keys: [
    { routeId: 'R1', directionId: '1', stopId: 'S1', visits: 200 },
    { routeId: 'R7', directionId: '0', stopId: 'S7', visits: 100 },
  ],
}

test('feeds that join are worth a start', () => {
  const check = checkFeeds(sampleSchedule(), sampleFeeds())

  expect(check.useless).toBeUndefined()
  expect(check.findings).toEqual([])
  expect(check.sections.flatMap(({ joins }) => joins).filter(({ joined, total }) => joined < total)).toEqual(
    [],
  )
})

test('what does not join is counted, with examples and what it means', () => {
  const feeds = sampleFeeds()
  const parked = {
    position: { latitude: 49.2, longitude: -123.1 },
    vehicle: { id: 'P' },
    timestamp: now - 300,
  }
  const lost = { ...feeds.vehicle, trip: { tripId: 'T9' }, vehicle: { id: 'L' } }
  feeds.vehiclePositions.entities.push({ id: 'p', vehicle: parked }, { id: 'l', vehicle: lost })
  feeds.alert.informedEntities.push({ routeId: 'R9' })
  feeds.stops.push({ stopSequence: 9, stopId: 'S3', departure: { time: now + 600 } })

  const text = checkLines(checkFeeds(sampleSchedule(), feeds, archive)).join('\n')

  expect(text).toContain(
    '2 of 3 vehicles are on a trip\n    not: vehicle P\n    so: a vehicle without a trip_id',
  )
  expect(text).toContain('1 of 2 of these are on a trip of the schedule\n    not: vehicle L on T9')
  expect(text).toContain('2 of 3 vehicles told where they are within 90 s\n    not: vehicle P 295 s ago')
  expect(text).toContain('1 of 2 informed entities are in the schedule\n    not: route R9')
  expect(text).toContain('3 of 4 stop times are of a stop of their trip\n    not: trip T1 stop 9 S3')
  expect(text).toContain('1 of 2 routes are in the schedule\n    not: route R7')
  expect(text).toContain('1 of 2 pairs of the archive are in the schedule\n    not: R7/0/S7')
  expect(text).toContain('E003 ×1: the schedule does not have trip T9')
})

test('feeds of which no trip joins are of no use', () => {
  const feeds = sampleFeeds()
  feeds.vehicle.trip = { tripId: 'T9' }

  expect(checkFeeds(sampleSchedule(), feeds).useless).toMatchObject({
    code: 'FAILED_PRECONDITION',
    field: 'vehicle positions: trip_id',
    value: ['T9'],
    expected: 'trips of the schedule, as T1',
  })
})

test('a schedule that has ended is of no use', () => {
  const feeds = sampleFeeds()
  feeds.vehiclePositions.header.timestamp += 60 * 86_400

  expect(checkFeeds(sampleSchedule(), feeds).useless).toMatchObject({
    field: 'gtfs: calendar.txt',
    value: { from: '2026-03-02', to: '2026-03-31' },
    expected: 'a schedule with service on 2026-05-04',
  })
})

test('trips that do not run on the day are of no use', () => {
  const feeds = sampleFeeds()
  feeds.vehicle.trip = { tripId: 'T1', startDate: '20260101' }

  expect(checkFeeds(sampleSchedule(), feeds).useless?.field).toBe('vehicle positions: start_date')
})

test('an archive of another city is of no use', () => {
  const keys = [{ routeId: 'Z', directionId: '0', stopId: 'Z1', visits: 9 }]
  const other = { ...archive, routes: new Set(['Z']), keys }

  expect(checkFeeds(sampleSchedule(), sampleFeeds(), other).useless).toMatchObject({
    field: 'tides: route_id',
    value: ['route Z'],
  })
})

test('a trip is on the service day before while it runs past midnight', () => {
  const schedule = sampleSchedule()
  const feeds = sampleFeeds()
  const late = schedule.trips.get('T1')
  for (const stop of late?.stops ?? []) {
    stop.arrivalS += 16.25 * 3600
    stop.departureS += 16.25 * 3600
  }
  // The schedule ends with 31 March; a quarter past midnight the trip of that day still runs.
  const shift = 26 * 86_400 + 16 * 3600 + 1200
  feeds.vehiclePositions.header.timestamp += shift
  feeds.vehicle.trip = { tripId: 'T1' }

  const check = checkFeeds(schedule, feeds)

  expect(check.sections[1]?.joins[2]).toMatchObject({ joined: 1, total: 1 })
  expect(check.useless).toBeUndefined()
})

test('the names of an archive are read from its package', async () => {
  await using folder = await testFolder()
  await using tables = await openTables({ memoryLimit: '200MB', threads: 1, tempDir: folder.path })
  const path = join(folder.path, 'tides')
  await mkdir(path)
  await writeFile(
    join(path, 'stop_visits.csv'),
    'service_date,trip_id_performed,trip_stop_sequence,stop_id\n' +
      '2026-03-02,A,1,S1\n2026-03-02,A,2,S2\n2026-03-03,A,1,S1\n2026-03-03,B,1,S1\n',
  )
  await writeFile(
    join(path, 'trips_performed.csv'),
    'service_date,trip_id_performed,vehicle_id,trip_id_scheduled,route_id,direction_id\n' +
      '2026-03-02,A,1,T1,R1,1\n2026-03-03,A,2,T1,R1,1\n2026-03-03,B,3,,R2,\n',
  )

  const names = await archiveNames(tables, path)

  expect(names).toEqual({
    days: 2,
    from: '2026-03-02',
    to: '2026-03-03',
    visits: 4,
    trips: new Set(['B', 'T1']),
    routes: new Set(['R1', 'R2']),
    keys: [
      { routeId: 'R1', directionId: '1', stopId: 'S1', visits: 2 },
      { routeId: 'R1', directionId: '1', stopId: 'S2', visits: 1 },
      { routeId: 'R2', directionId: '0', stopId: 'S1', visits: 1 },
    ],
  })
})

test("an agency's real feeds join its schedule", (context) => {
  const folder = testData(context, 'gtfs-fixtures/maglev')
  const read = (name: string) => readFileSync(join(folder, name))
  const vehiclePositions = decodeFeed(read('raba-vehicle-positions.pb'))
  const tripUpdates = decodeFeed(read('raba-trip-updates.pb'))

  const check = checkFeeds(readSchedule(read('raba.zip')), { vehiclePositions, tripUpdates })

  expect(check.useless).toBeUndefined()
  expect(check.findings.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(checkLines(check)).toEqual(
    expect.arrayContaining([
      '  9 of 9 trips are in the schedule',
      '  41 of 41 stop times are of a stop of their trip',
    ]),
  )
})

test('real feeds of one agency do not join the schedule of another', (context) => {
  const folder = testData(context, 'gtfs-fixtures/maglev')
  const read = (name: string) => readFileSync(join(folder, name))
  const vehiclePositions = decodeFeed(read('unitrans-vehicle-positions.pb'))
  const tripUpdates = decodeFeed(read('unitrans-trip-updates.pb'))

  const check = checkFeeds(readSchedule(read('gtfs.zip')), { vehiclePositions, tripUpdates })

  expect(check.useless?.code).toBe('FAILED_PRECONDITION')
  expect(check.sections[1]?.joins[1]).toMatchObject({ joined: 0, total: 5 })
  expect(new Set(check.findings.map(({ rule }) => rule))).toEqual(
    new Set(['E003', 'E004', 'E011', 'E028', 'E047', 'W003', 'W009']),
  )
})
