import { readFileSync } from 'node:fs'
import { testData } from '@headway/testkit/test-data'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { tripNamed } from './frequency-trips.ts'
import { readSchedule } from './read-schedule.ts'
import { type ScheduleTrip, tripsOn } from './schedule.ts'

const tables: Record<string, string> = {
  'agency.txt':
    'agency_id,agency_name,agency_url,agency_timezone\nA,"Metro, of the ""Bay""",http://a,America/Vancouver\n',
  'stops.txt':
    'stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\n' +
    'S1,First,49.20,-123.10,,\nS2,Second,49.21,-123.10,0,X\nS3,Third,49.24,-123.10,0,\nX,Station,49.21,-123.10,1,\n',
  'routes.txt': 'route_id,route_short_name,route_long_name,route_type\nR1,1,Harbour,3\n',
  'trips.txt':
    'route_id,service_id,trip_id,trip_headsign,direction_id,block_id,shape_id\n' +
    'R1,WK,T1,Harbour,1,B1,P1\nR1,SU,T2,"Harbour, late",,,\n',
  'stop_times.txt':
    'trip_id,arrival_time,departure_time,stop_id,stop_sequence,timepoint\n' +
    'T1,08:00:00,08:01:00,S1,10,1\nT1,,,S2,20,\nT1,8:09:00,8:09:00,S3,30,1\n' +
    'T2,25:10:00,25:10:00,S3,2,\nT2,24:50:00,24:50:00,S1,1,\n',
  'calendar.txt':
    'service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n' +
    'WK,1,1,1,1,1,0,0,20260302,20260331\nSU,0,0,0,0,0,0,1,20260302,20260331\n',
  'calendar_dates.txt': 'service_id,date,exception_type\nWK,20260306,2\nSU,20260306,1\n',
}

function zipOf(changes: Record<string, string | null> = {}, folder = ''): Uint8Array {
  const files = Object.entries({ ...tables, ...changes }).filter(([, text]) => text !== null)
  return zipSync(Object.fromEntries(files.map(([name, text]) => [folder + name, strToU8(text ?? '')])))
}

const idsOf = (trips: ScheduleTrip[]) => trips.map(({ id }) => id)

test('a schedule is read with its quoted fields and the time zone', () => {
  const schedule = readSchedule(zipOf())

  expect(schedule.timezone).toBe('America/Vancouver')
  expect(schedule.agencies.get('A')).toEqual({ id: 'A', name: 'Metro, of the "Bay"' })
  expect(schedule.routes.get('R1')).toEqual({ id: 'R1', shortName: '1', longName: 'Harbour', type: 3 })
  expect(schedule.stops.get('S2')).toMatchObject({
    name: 'Second',
    lat: 49.21,
    locationType: 0,
    parentId: 'X',
  })
  expect(schedule.trips.get('T1')).toMatchObject({ directionId: '1', blockId: 'B1', shapeId: 'P1' })
  expect(schedule.trips.get('T2')).toMatchObject({
    directionId: '0',
    blockId: null,
    headsign: 'Harbour, late',
  })
  expect(schedule.feedVersion).toBeNull()
})

test('a time that is missing is interpolated by distance between the times around it', () => {
  const { trips, notes } = readSchedule(zipOf())
  const [first, second, third] = trips.get('T1')?.stops ?? []

  expect([first?.arrivalS, first?.departureS, third?.arrivalS]).toEqual([28_800, 28_860, 29_340])
  // The second stop lies a quarter of the way.
  expect(second).toMatchObject({ arrivalS: 28_980, departureS: 28_980, timepoint: false, distM: 1112 })
  expect(notes).toContain('1 stop times without a time are interpolated by distance')
})

test('stops are in order of their sequence, and times go past midnight', () => {
  const stops = readSchedule(zipOf()).trips.get('T2')?.stops

  expect(stops?.map(({ stopId, departureS }) => [stopId, departureS])).toEqual([
    ['S1', 89_400],
    ['S3', 90_600],
  ])
})

test('trips run on the weekdays of their service, but for the days that are changed', () => {
  const schedule = readSchedule(zipOf())

  expect(idsOf(tripsOn(schedule, '2026-03-05'))).toEqual(['T1'])
  expect(idsOf(tripsOn(schedule, '2026-03-06'))).toEqual(['T2'])
  expect(idsOf(tripsOn(schedule, '2026-03-08'))).toEqual(['T2'])
  expect(tripsOn(schedule, '2026-04-01')).toEqual([])
})

test('a service of calendar_dates alone runs on the days it lists', () => {
  const dates = 'service_id,date,exception_type\nWK,20260306,1\nSU,20260307,1\n'
  const schedule = readSchedule(zipOf({ 'calendar.txt': null, 'calendar_dates.txt': dates }))

  expect(idsOf(tripsOn(schedule, '2026-03-06'))).toEqual(['T1'])
})

test('a zip with all files in one folder, a byte order mark and CRLF reads the same', () => {
  const changed = Object.fromEntries(
    Object.entries(tables).map(([name, text]) => [name, `\uFEFF${text.replaceAll('\n', '\r\n')}`]),
  )

  expect(readSchedule(zipOf(changed, 'feed/'))).toEqual(readSchedule(zipOf()))
})

test('distances along a shape are metres, whatever the unit of the schedule', () => {
  const schedule = readSchedule(
    zipOf({
      'shapes.txt':
        'shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence,shape_dist_traveled\n' +
        'P1,49.20,-123.10,1,0\nP1,49.21,-123.12,2,2\nP1,49.21,-123.10,3,4\nP1,49.24,-123.10,4,8\n',
      'stop_times.txt':
        'trip_id,arrival_time,departure_time,stop_id,stop_sequence,shape_dist_traveled\n' +
        'T1,08:00:00,08:00:00,S1,1,0\nT1,08:05:00,08:05:00,S2,2,4\nT1,08:10:00,08:10:00,S3,3,8\n',
    }),
  )
  const shape = schedule.shapes.get('P1') ?? []

  expect(schedule.trips.get('T1')?.stops.map(({ distM }) => distM)).toEqual(
    [0, shape[2]?.distM, shape[3]?.distM].map((value) => Math.round(value ?? 0)),
  )
  expect(schedule.notes).toContain('1 trips have no stop times (T2)')
})

test('exact frequencies become a trip for each departure, others are told', () => {
  const schedule = readSchedule(
    zipOf({
      'frequencies.txt':
        'trip_id,start_time,end_time,headway_secs,exact_times\n' +
        'T1,06:01:00,06:31:00,900,1\nT2,06:00:00,07:00:00,600,0\n',
    }),
  )

  expect(idsOf(tripsOn(schedule, '2026-03-05'))).toEqual(['T1@06:01:00', 'T1@06:16:00'])
  expect(tripNamed(schedule, 'T1', '6:16:00')?.stops[0]).toMatchObject({
    arrivalS: 22_500,
    departureS: 22_560,
  })
  expect(tripNamed(schedule, 'T1')?.id).toBe('T1')
  expect(tripsOn(schedule, '2026-03-08')).toEqual([])
  expect(schedule.notes.join()).toContain('1 trips of frequencies.txt run by headway')
})

test.each([
  [
    'stop_times.txt',
    /08:00:00/,
    '8 o clock',
    'stop_times.txt:2: arrival_time is "8 o clock", not a time as 25:10:00',
  ],
  ['stop_times.txt', /T1,,,S2/, 'T1,,,S9', 'stop_times.txt:3: stop_id is "S9", not a stop of stops.txt'],
  ['stop_times.txt', /T2,25:10:00,25:10:00/, 'T2,,', 'no time for trip T2 at stop_sequence 2, its last stop'],
  ['stop_times.txt', /S2,20/, 'S2,10', 'stop_sequence 10 of trip T1 twice'],
  ['stops.txt', /49.24/, '149.24', 'stops.txt:4: stop_lat is "149.24", not degrees from -90 to 90'],
  ['stops.txt', /S3,Third,49.24/, 'S3,Third,', 'stops.txt:4: stop_lat is nothing'],
  ['trips.txt', /R1,SU/, 'R1,XX', 'trips.txt:3: service_id is "XX"'],
  ['calendar.txt', /20260331/, '20260231', 'calendar.txt:2: end_date is "20260231", not a date as 20260220'],
  ['agency.txt', /America.Vancouver/, 'Pacific', 'agency.txt:2: agency_timezone is "Pacific"'],
  ['routes.txt', /route_type/, 'type', 'routes.txt:1: route_type'],
  ['routes.txt', /Harbour/, '"Harbour', 'not CSV'],
])('%s with %s replaced by %s is refused by its place', (file, pattern, text, message) => {
  const zip = zipOf({ [file]: (tables[file] ?? '').replace(pattern, text) })

  expect(() => readSchedule(zip)).toThrow(
    expect.objectContaining({ code: 'INVALID_ARGUMENT', message: expect.stringContaining(message) }),
  )
})

test('what is no zip, or lacks a table, is refused', () => {
  expect(() => readSchedule(strToU8('<html>'))).toThrow('the schedule cannot be unzipped')
  expect(() => readSchedule(zipOf({ 'stop_times.txt': null }))).toThrow('the schedule has no stop_times.txt')
  expect(() => readSchedule(zipOf({ 'calendar.txt': null, 'calendar_dates.txt': null }))).toThrow(
    'calendar.txt or calendar_dates.txt',
  )
})

test('the schedules of two real agencies are read', (context) => {
  const raba = readSchedule(readFileSync(testData(context, 'gtfs-fixtures/maglev/raba.zip')))
  const large = readSchedule(readFileSync(testData(context, 'gtfs-fixtures/maglev/gtfs.zip')))

  expect([raba.feedVersion, raba.routes.size, raba.trips.size, raba.stops.size]).toEqual([
    '20250421',
    13,
    282,
    375,
  ])
  expect(tripsOn(raba, '2025-04-22')).toHaveLength(198)
  expect([large.routes.size, large.trips.size, large.stops.size]).toEqual([6, 15_092, 189])
  expect(large.notes).toEqual([])
})
