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
  const visits = cleanVisits(path)
  for await (const day of readDays(tables, visits, names)) {
    fillSchedule(day, history.travels)
    const received = archive ? await receivedSource(archive) : undefined
    const heard = received
      ? `SELECT v.stop_sequence AS sequence, r.received_s
         FROM ${visits} v LEFT JOIN ${received} r USING (trip_id, stop_sequence)
         ORDER BY v.service_date, v.trip_id, v.stop_sequence`
      : `SELECT stop_sequence AS sequence, NULL::DOUBLE AS received_s FROM ${visits}
         ORDER BY service_date, trip_id, stop_sequence`
    const { sequence, received_s } = await tables.columns<{ sequence: Int32Array; received_s: Float64Array }>(
      heard,
    )
    return { day, sequence, receivedS: received_s }
  }
  return undefined
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
