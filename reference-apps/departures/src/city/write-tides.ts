import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { createCityDay } from './city-day.ts'
import type { City } from './network.ts'
import { type SimulatedTrip, simulateRoute } from './simulate-route.ts'

const visitColumns = [
  'service_date',
  'trip_id_performed',
  'trip_stop_sequence',
  'pattern_id',
  'stop_id',
  'timepoint',
  'schedule_arrival_time',
  'schedule_departure_time',
  'actual_arrival_time',
  'actual_departure_time',
  'schedule_relationship',
]
const tripColumns = [
  'service_date',
  'trip_id_performed',
  'vehicle_id',
  'trip_id_scheduled',
  'route_id',
  'route_type',
  'pattern_id',
  'direction_id',
  'schedule_trip_start',
  'schedule_relationship',
]

/**
 * Writes the city's service days from `firstDay` (days since 1970-01-01) on as a TIDES v1.0 package: one file a day
 * and table, times in UTC. Reports the days done.
 */
export async function writeTides(
  city: City,
  days: { firstDay: number; count: number },
  folder: string,
  progress: (done: number) => void = () => {},
): Promise<void> {
  const names: string[] = []
  for (const table of ['stop_visits', 'trips_performed'])
    await mkdir(join(folder, table), { recursive: true })
  for (let index = 0; index < days.count; index++) {
    const day = days.firstDay + index
    const date = isoDate(day)
    const { visits, trips } = dayTables(city, day, date)
    await writeTable(join(folder, 'stop_visits', `${date}.csv.gz`), visitColumns, visits)
    await writeTable(join(folder, 'trips_performed', `${date}.csv.gz`), tripColumns, trips)
    names.push(`${date}.csv.gz`)
    progress(index + 1)
  }
  const resources = [
    resource('stop_visits', visitColumns, names),
    resource('trips_performed', tripColumns, names),
  ]
  const description = { profile: 'tides-datapackage-profile', name: 'headway-city', resources }
  await writeFile(join(folder, 'datapackage.json'), `${JSON.stringify(description, null, 1)}\n`)
}

function dayTables(city: City, day: number, date: string): { visits: string[][]; trips: string[][] } {
  const cityDay = createCityDay(city, day)
  const visits: string[][] = []
  const trips: string[][] = []
  for (const route of city.routes) {
    const pattern = `${route.id}-${route.direction}`
    for (const trip of simulateRoute(city, route, cityDay)) {
      const relationship = trip.cancelled ? 'Canceled' : 'Scheduled'
      const start = instant(day, trip.visits[0]?.scheduled ?? null)
      trips.push([
        ...[date, trip.id, `bus-${trip.id}`, trip.id, route.id, 'Bus', pattern, String(route.direction)],
        ...[start, relationship],
      ])
      visits.push(...visitRows(day, date, pattern, trip))
    }
  }
  return { visits, trips }
}

function visitRows(day: number, date: string, pattern: string, trip: SimulatedTrip): string[][] {
  return trip.visits.map((visit, index) => [
    ...[date, trip.id, String(index + 1), pattern, visit.stop.id, String(visit.stop.timepoint)],
    ...[instant(day, visit.scheduled), instant(day, visit.scheduled)],
    ...[instant(day, visit.arrival), instant(day, visit.departure)],
    trip.cancelled ? 'Skipped' : 'Scheduled',
  ])
}

function isoDate(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10)
}

function instant(day: number, seconds: number | null): string {
  if (seconds === null) return ''
  return `${new Date((day * 86_400 + seconds) * 1000).toISOString().slice(0, 19)}Z`
}

async function writeTable(path: string, columns: string[], rows: string[][]): Promise<void> {
  const text = [columns, ...rows].map((row) => row.join(',')).join('\n')
  await writeFile(path, await promisify(gzip)(`${text}\n`))
}

function resource(name: string, columns: string[], files: string[]) {
  return {
    name,
    profile: 'tabular-data-resource',
    path: files.map((file) => `${name}/${file}`),
    format: 'csv',
    encoding: 'utf-8',
    schema: { fields: columns.map((column) => ({ name: column })), missingValues: ['NA', 'NaN', ''] },
  }
}
