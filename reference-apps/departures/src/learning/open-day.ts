import { literal } from '@headway/tables/quote'
import type { Tables } from '@headway/tables/tables'
import { fillSchedule } from '../features/fill-schedule.ts'
import { readDays } from '../features/read-days.ts'
import type { ServiceDay } from '../features/service-day.ts'
import type { Learned } from '../live/live-state.ts'
import { csvSource } from '../tides/csv-source.ts'
import { packageFiles } from '../tides/package-files.ts'
import { cleanVisits } from './clean-visits.ts'

/** An ended day as the features see it, and of each visit its place in the trip and when the system heard of it. */
export type EndedDay = {
  day: ServiceDay
  sequence: Int32Array
  /** Epoch seconds, NaN where the archive does not say. */
  receivedS: Float64Array
}

/** Reads an ended day from its canonical visits; undefined where nothing of it is to be believed. */
export async function openEndedDay(
  tables: Tables,
  path: string,
  { history, names }: Learned,
  archive: { folder: string; date: string } | undefined,
): Promise<EndedDay | undefined> {
  const received = archive ? await receivedSource(archive) : undefined
  const joined = received
    ? `SELECT v.*, r.received_s FROM ${cleanVisits(path)} v LEFT JOIN ${received} r USING (trip_id, stop_sequence)`
    : `SELECT *, NULL::DOUBLE AS received_s FROM ${cleanVisits(path)}`
  await tables.run(`CREATE OR REPLACE TEMP TABLE ended_visit AS ${joined}`)
  try {
    for await (const day of readDays(tables, 'ended_visit', names)) {
      fillSchedule(day, history.travels)
      const { sequence, received_s } = await tables.columns<{
        sequence: Int32Array
        received_s: Float64Array
      }>(`SELECT stop_sequence AS sequence, received_s FROM ended_visit
        ORDER BY service_date, trip_id, stop_sequence`)
      return { day, sequence, receivedS: received_s }
    }
    return undefined
  } finally {
    await tables.run('DROP TABLE ended_visit')
  }
}

/** When the central system received each report: an extra column that an archive may have. */
async function receivedSource({ folder, date }: { folder: string; date: string }): Promise<string> {
  const all = await packageFiles(folder, 'stop_visits')
  const named = all.filter((path) => path.includes(date))
  const source = await csvSource(named.length > 0 ? named : all, [
    { name: 'service_date', type: 'date', required: true },
    { name: 'trip_id_performed', type: 'text', required: true },
    { name: 'trip_stop_sequence', type: 'integer', required: true },
    { name: 'received_time', type: 'datetime', required: false },
  ])
  return `(SELECT trip_id_performed AS trip_id, CAST(trip_stop_sequence AS INTEGER) AS stop_sequence,
      min(epoch(TRY_CAST(received_time AS TIMESTAMPTZ))) AS received_s
    FROM (${source}) WHERE substr(service_date, 1, 10) = ${literal(date)} GROUP BY ALL)`
}
