import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

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
const visit = (trip: string, place: number, actual: string) => {
  const stop = `R1-0-${String(place).padStart(2, '0')}`
  return [day, trip, String(place), 'R1-0', stop, at(2 * place), actual]
}

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
  const trips = [...new Set(visits.map(([, trip]) => trip))].map((trip) => `${day},${trip},bus,R1,R1-0,0`)
  await addFile(folder, 'stop_visits', [visitColumns.join(','), ...visits.map((row) => row.join(','))])
  await addFile(folder, 'trips_performed', [
    'service_date,trip_id_performed,vehicle_id,route_id,pattern_id,direction_id',
    ...trips,
  ])
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
