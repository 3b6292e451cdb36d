import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { Tables } from '@headway/tables/tables'
import { checkTypes } from './check-types.ts'
import { type CsvColumn, csvSource } from './csv-source.ts'

const alertColumns: CsvColumn[] = [
  { name: 'alert_id', type: 'text', required: true },
  { name: 'published_at', type: 'datetime', required: true },
  { name: 'active_from', type: 'datetime', required: false },
  { name: 'active_to', type: 'datetime', required: false },
  { name: 'cause', type: 'text', required: false },
  { name: 'effect', type: 'text', required: false },
  { name: 'route_id', type: 'text', required: true },
  { name: 'direction_id', type: 'text', required: true },
  { name: 'stop_id', type: 'text', required: true },
]

const weatherColumns: CsvColumn[] = [
  { name: 'Date/Time (LST)', type: 'text', required: true },
  { name: 'Temp (°C)', type: 'text', required: false },
  { name: 'Precip. Amount (mm)', type: 'text', required: false },
  { name: 'Weather', type: 'text', required: false },
]

/**
 * Reads `alerts.csv` of a package folder into a Parquet file: a row for each alert and stop of a route and direction it
 * speaks of, times in epoch seconds, `ended_s` NULL while nobody knows the end. Returns whether the folder has alerts;
 * INVALID_ARGUMENT when the file is not one.
 */
export async function readAlerts(tables: Tables, folder: string, output: string): Promise<boolean> {
  const file = join(folder, 'alerts.csv')
  if (!(await exists(file))) return false
  await tables.run(`CREATE OR REPLACE TEMP TABLE alert AS ${await csvSource([file], alertColumns)}`)
  await checkTypes(tables, 'alert', alertColumns)
  const time = (column: string) => `epoch(CAST(${column} AS TIMESTAMPTZ))`
  await tables.copyToParquet(
    `SELECT alert_id, greatest(${time('published_at')}, coalesce(${time('active_from')}, 0)) AS known_s,
      ${time('active_to')} AS ended_s, coalesce(cause, '') AS cause, coalesce(effect, '') AS effect,
      route_id, direction_id, stop_id
     FROM alert`,
    output,
    { orderBy: 'known_s, alert_id, route_id, direction_id, stop_id' },
  )
  return true
}

/**
 * Reads `weather.csv` of a package folder (Environment Canada's hourly columns, local standard time) into a Parquet file:
 * precipitation (mm) of each hour and whether it was snow, with when it was known (epoch s, the end of the hour).
 * `utcOffsetS` is that of the standard time. Returns whether the folder has weather.
 */
export async function readWeather(
  tables: Tables,
  folder: string,
  utcOffsetS: number,
  output: string,
): Promise<boolean> {
  const file = join(folder, 'weather.csv')
  if (!(await exists(file))) return false
  await tables.run(`CREATE OR REPLACE TEMP TABLE weather AS ${await csvSource([file], weatherColumns)}`)
  await tables.copyToParquet(
    `SELECT epoch(CAST("Date/Time (LST)" AS TIMESTAMP)) - ${utcOffsetS} + 3600 AS known_s,
      coalesce(TRY_CAST("Precip. Amount (mm)" AS DOUBLE), 0) AS precipitation_mm,
      coalesce(contains(Weather, 'Snow'), FALSE) OR (Weather IS NULL AND coalesce(TRY_CAST("Temp (°C)" AS DOUBLE) < -1, FALSE)) AS snow
     FROM weather WHERE "Date/Time (LST)" IS NOT NULL`,
    output,
    { orderBy: 'known_s' },
  )
  return true
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}
