import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

const day = '2026-03-04'
const at = (minute: number, hour = 10, date = day) =>
  `${date}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00Z`

const visitColumns = [
  'service_date',
  'trip_id_performed',
  'trip_stop_sequence',
  'pattern_id',
  'stop_id',
  'schedule_departure_time',
  'actual_departure_time',
]
/** A trip's visit to the stop with this place along the pattern, counted from 1. */
type Visit = { trip: string; place: number; actual: string }
const visit = (trip: string, place: number, actual: string): Visit => ({ trip, place, actual })

const visits = [
  visit('four-hours-late', 1, at(2, 14)),
  visit('four-hours-late', 2, at(4, 14)),
  visit('clock-a-day-ahead', 1, at(2, 10, '2026-03-05')),
  visit('clock-a-day-ahead', 2, at(4, 10, '2026-03-05')),
  visit('clock-a-day-ahead', 3, at(6, 10, '2026-03-05')),
  visit('told-twice', 1, at(3)),
  visit('told-twice', 1, at(3)),
  visit('back-in-time', 1, at(20)),
  visit('back-in-time', 2, at(6)),
]

/** Rows that break an expectation, by the reason they are to be quarantined for. */
export const plantedReasons: Record<string, number> = {
  delay_out_of_range: 2,
  one_day_off: 3,
  listed_twice: 1,
  out_of_order: 1,
}

/** Adds one more file of visits to a generated city's TIDES package: trips that cannot have been as they say. */
export async function plantBadVisits(folder: string): Promise<void> {
  const stops = await stopsAlong('R1-0', folder)
  const rows = visits.map(({ trip, place, actual }) =>
    [day, trip, place, 'R1-0', stops[place - 1], at(2 * place), actual].join(','),
  )
  const trips = [...new Set(visits.map(({ trip }) => trip))].map((trip) => `${day},${trip},bus,R1,R1-0,0`)
  await addFile(folder, 'stop_visits', [visitColumns.join(','), ...rows])
  await addFile(folder, 'trips_performed', [
    'service_date,trip_id_performed,vehicle_id,route_id,pattern_id,direction_id',
    ...trips,
  ])
}

/** The stops of a pattern in their order, as the first trip of the day visits them. */
async function stopsAlong(pattern: string, folder: string): Promise<string[]> {
  const file = await readFile(join(folder, 'stop_visits', `${day}.csv.gz`))
  const [head = '', ...lines] = gunzipSync(file).toString().split('\n')
  const columns = head.split(',')
  const inColumn = (line: string, name: string) => line.split(',')[columns.indexOf(name)] ?? ''
  const ofPattern = lines.filter((line) => inColumn(line, 'pattern_id') === pattern)
  const trip = inColumn(ofPattern[0] ?? '', 'trip_id_performed')
  return ofPattern
    .filter((line) => inColumn(line, 'trip_id_performed') === trip)
    .map((line) => inColumn(line, 'stop_id'))
}

async function addFile(folder: string, table: string, lines: readonly string[]): Promise<void> {
  await writeFile(join(folder, table, 'planted.csv'), `${lines.join('\n')}\n`)
  const descriptor = join(folder, 'datapackage.json')
  const content = JSON.parse(await readFile(descriptor, 'utf8')) as {
    resources: { name: string; path: string[] }[]
  }
  content.resources.find(({ name }) => name === table)?.path.push(`${table}/planted.csv`)
  await writeFile(descriptor, JSON.stringify(content))
}
