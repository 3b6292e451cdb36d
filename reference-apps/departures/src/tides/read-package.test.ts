import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { openTables } from '@headway/tables/tables'
import { expect, onTestFinished, test } from 'vitest'
import { readPackage } from './read-package.ts'

type Files = Record<string, string | Buffer>
type Visit = Record<string, string | number | null>

const header =
  'service_date,trip_id_performed,trip_stop_sequence,pattern_id,stop_id,schedule_departure_time,actual_departure_time'
const visit = '2026-03-02,T1,1,P,A,2026-03-02T08:00:00+01:00,2026-03-02T08:00:30+01:00'

async function read(files: Files): Promise<Visit[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tides-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true })
    await writeFile(join(folder, name), content)
  }
  await using tables = await openTables({ memoryLimit: '200MB', threads: 1 })
  const output = join(folder, 'visits.parquet')
  await readPackage(tables, folder, output)
  return tables.all<Visit>(`SELECT * FROM read_parquet('${output}')`)
}

test('a visit is read with its delay, local time and what its trip says', async () => {
  const [row] = await read({
    'stop_visits.csv': `${header}\n${visit}\n`,
    'trips_performed.csv':
      'service_date,trip_id_performed,vehicle_id,route_id,direction_id\n2026-03-02,T1,V,R7,1\n',
  })

  expect(row).toMatchObject({ route_id: 'R7', direction_id: '1', stop_id: 'A', delay_s: 30, days_off: 0 })
  expect(row!.utc_offset_s).toBe(3600)
  expect(row!.scheduled_s).toBe(Date.parse('2026-03-02T07:00:00Z') / 1000)
})

test('without trips_performed the pattern is the route, and without a pattern it is unknown', async () => {
  const rows = await read({ 'stop_visits.csv': `${header}\n${visit}\n${visit.replace('T1,1,P', 'T2,1,')}\n` })

  expect(rows.map(({ route_id, direction_id }) => [route_id, direction_id])).toEqual([
    ['P', '0'],
    ['unknown', '0'],
  ])
})

test('arrivals stand for departures where there are none, and files may be many and compressed', async () => {
  const columns =
    'service_date,trip_id_performed,trip_stop_sequence,stop_id,actual_arrival_time,schedule_arrival_time'
  const line = (day: number) => `2026-03-0${day},T1,1,A,2026-03-0${day}T08:01:00Z,2026-03-0${day}T08:00:00Z\n`

  const rows = await read({
    'datapackage.json': JSON.stringify({
      resources: [{ name: 'stop_visits', path: ['visits/2.csv.gz', 'visits/1.csv'] }],
    }),
    'visits/1.csv': `${columns}\n${line(1)}`,
    'visits/2.csv.gz': gzipSync(`${columns}\n${line(2)}`),
  })

  expect(rows.map(({ delay_s, utc_offset_s }) => [delay_s, utc_offset_s])).toEqual([
    [60, 0],
    [60, 0],
  ])
})

test('an arrival is compared with the scheduled arrival, not the departure', async () => {
  const columns = `${header},schedule_arrival_time,actual_arrival_time`
  const line = '2026-03-02,T1,1,P,A,2026-03-02T08:05:00Z,,2026-03-02T08:00:00Z,2026-03-02T08:00:40Z'

  const [row] = await read({ 'stop_visits.csv': `${columns}\n${line}\n` })

  expect(row!.delay_s).toBe(40)
})

test('between two timepoints a stop gets its scheduled time by its place in the trip', async () => {
  const line = (place: number, minute: string) =>
    `2026-03-02,T1,${place},P,S${place},${minute && `2026-03-02T08:${minute}:00Z`},2026-03-02T08:3${place}:00Z`

  const rows = await read({
    'stop_visits.csv': [header, line(1, '00'), line(2, ''), line(4, '09'), line(5, '')].join('\n'),
  })

  const start = Date.parse('2026-03-02T08:00:00Z') / 1000
  expect(
    rows.map(({ scheduled_s }) => (scheduled_s === null ? null : (scheduled_s as number) - start)),
  ).toEqual([0, 180, 540, null])
})

test('a stop that was skipped is kept without a time, an actual time a day off is told apart', async () => {
  const rows = await read({
    'stop_visits.csv': `${header},schedule_relationship\n${visit},Skipped\n${visit
      .replace('T1,1', 'T1,2')
      .replace('2026-03-02T08:00:30', '2026-03-03T08:00:30')},Scheduled\n`,
  })

  expect(rows.map(({ observed_s, days_off }) => [observed_s === null, days_off])).toEqual([
    [true, null],
    [false, 1],
  ])
})

test('a trip listed twice is known by its times', async () => {
  const lines = ['A', 'B', 'C', 'D'].map((stop, k) =>
    visit.replace('T1,1,P,A', `T1,${k + 1},P,${stop}`).replaceAll('08:00', `08:0${k}`),
  )
  const again = lines.slice(1).map((line) => line.replace('T1', 'T1-again'))
  const other = lines.map((line) => line.replace('T1', 'T2').replaceAll('T08', 'T09'))

  const rows = await read({ 'stop_visits.csv': [header, ...lines, ...again, ...other].join('\n') })

  const repeated = rows.filter(({ repeats_trip_id }) => repeats_trip_id !== null)
  expect(repeated.map(({ trip_id, repeats_trip_id }) => [trip_id, repeats_trip_id])).toEqual([
    ['T1-again', 'T1'],
    ['T1-again', 'T1'],
    ['T1-again', 'T1'],
  ])
})

test('a missing column is named', async () => {
  const files = { 'stop_visits.csv': 'service_date,trip_stop_sequence\n2026-03-02,1\n' }

  await expect(read(files)).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    field: 'stop_visits.csv: trip_id_performed',
  })
})

test('a value of the wrong type is named with file, line, value and what was expected', async () => {
  const files = { 'stop_visits.csv': `${header}\n${visit}\n${visit.replace('T1,1', 'T1,second')}\n` }

  await expect(read(files)).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    field: 'stop_visits.csv:3: trip_stop_sequence',
    value: 'second',
    expected: 'a whole number',
  })
})

test('a required value that is missing is named', async () => {
  const files = { 'stop_visits.csv': `${header}\n${visit.replace('T1', '')}\n` }

  await expect(read(files)).rejects.toMatchObject({
    field: 'stop_visits.csv:2: trip_id_performed',
    value: null,
  })
})

test('a gzip cut short is refused', async () => {
  const whole = gzipSync(`${header}\n${`${visit}\n`.repeat(2000)}`)

  await expect(read({ 'stop_visits.csv.gz': whole.subarray(0, whole.length - 20) })).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    field: 'stop_visits.csv.gz',
  })
})

test('a package without rows, without actual times or without the table is refused', async () => {
  await expect(read({ 'stop_visits.csv': `${header}\n` })).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    message: 'stop_visits has no rows',
  })
  await expect(
    read({ 'stop_visits.csv': `${header}\n${visit.replace(/,[^,]*$/, ',')}\n` }),
  ).rejects.toMatchObject({ code: 'INVALID_ARGUMENT', message: 'no stop visit has an actual time' })
  await expect(read({ 'readme.txt': '' })).rejects.toMatchObject({ field: 'stop_visits' })
})

test('a descriptor that names a file outside the package is refused', async () => {
  const descriptor = JSON.stringify({ resources: [{ name: 'stop_visits', path: '../secrets.csv' }] })

  await expect(read({ 'datapackage.json': descriptor })).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    field: 'stop_visits.path[0]',
    value: '../secrets.csv',
  })
})
