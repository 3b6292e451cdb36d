import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { City } from './network.ts'
import { runDay } from './run/run-day.ts'
import { dateOf, dayOf } from './service-date.ts'
import { alertsCsv } from './tides/alerts-csv.ts'
import { archivedDates, describePackage } from './tides/data-package.ts'
import { createLocalTime } from './tides/local-time.ts'
import { tripColumns, tripRows } from './tides/trip-rows.ts'
import { visitColumns, visitRows } from './tides/visit-rows.ts'
import { weatherCsv } from './tides/weather-csv.ts'
import { writeGzip, writeWhole } from './tides/write-file.ts'

/**
 * Writes the city's service days from `firstDay` (days since 1970-01-01) on as a TIDES v1.0 package: one file a day and
 * table, with weather.csv and alerts.csv beside them. Days are added to those the folder has; days whose files
 * are there stay as they are, so that an interrupted call goes on. Every file appears whole, and datapackage.json lists
 * the new days when the last of them is there. Reports the days done.
 */
export async function writeTides(
  city: City,
  days: { firstDay: number; count: number },
  folder: string,
  progress: (done: number) => void = () => {},
  signal?: AbortSignal,
): Promise<void> {
  for (const table of ['stop_visits', 'trips_performed'])
    await mkdir(join(folder, table), { recursive: true })
  const dates = new Set(await archivedDates(folder))
  // The trips of a day are written after its visits.
  const written = new Set(await readdir(join(folder, 'trips_performed')))
  for (let index = 0; index < days.count; index++) {
    const day = days.firstDay + index
    if (!written.has(fileOf(day))) await writeDay(city, day, folder, signal)
    dates.add(dateOf(day))
    progress(index + 1)
  }
  const all = [...dates].sort()
  const numbers = all.map(dayOf)
  const last = numbers.at(-1)
  if (numbers[0] === undefined || last === undefined) return
  await writeWhole(join(folder, 'weather.csv'), weatherCsv(city, numbers[0], last + 1))
  await writeWhole(join(folder, 'alerts.csv'), alertsCsv(city, numbers))
  await describePackage(folder, all)
}

async function writeDay(city: City, day: number, folder: string, signal?: AbortSignal): Promise<void> {
  const dayRun = runDay(city, day)
  const time = createLocalTime(dayRun.cityDay.startS, city.timeZone)
  const trips: string[] = [`${tripColumns.join(',')}\n`]
  async function* visits() {
    yield `${visitColumns.join(',')}\n`
    for (const route of dayRun.schedule.routes) {
      const run = dayRun.routeRun(route)
      trips.push(tripRows(dayRun, run, time))
      yield visitRows(city, dayRun, run, time)
      // Whoever asks meanwhile is answered between two routes.
      await setImmediate()
    }
  }
  await writeGzip(join(folder, 'stop_visits', fileOf(day)), visits(), signal)
  await writeGzip(join(folder, 'trips_performed', fileOf(day)), trips, signal)
}

function fileOf(day: number): string {
  return `${dateOf(day)}.csv.gz`
}
