import { DomainError } from '@headway/kit/errors'
import type { Tables } from '@headway/tables/tables'
import { canonicalVisits } from './canonical-visits.ts'
import { checkTypes } from './check-types.ts'
import { type CsvColumn, csvSource } from './csv-source.ts'
import { packageFiles } from './package-files.ts'

const visitColumns: CsvColumn[] = [
  { name: 'service_date', type: 'date', required: true },
  { name: 'trip_id_performed', type: 'text', required: true },
  { name: 'trip_stop_sequence', type: 'integer', required: true },
  { name: 'pattern_id', type: 'text', required: false },
  { name: 'stop_id', type: 'text', required: false },
  { name: 'schedule_arrival_time', type: 'datetime', required: false },
  { name: 'schedule_departure_time', type: 'datetime', required: false },
  { name: 'actual_arrival_time', type: 'datetime', required: false },
  { name: 'actual_departure_time', type: 'datetime', required: false },
  { name: 'schedule_relationship', type: 'text', required: false },
]

const tripColumns: CsvColumn[] = [
  { name: 'service_date', type: 'date', required: true },
  { name: 'trip_id_performed', type: 'text', required: true },
  { name: 'route_id', type: 'text', required: false },
  { name: 'direction_id', type: 'integer', required: false },
  { name: 'pattern_id', type: 'text', required: false },
]

/**
 * Reads a TIDES v1.0 package folder into one Parquet file of canonical stop visits (see `canonicalVisits`), sorted by
 * service date, trip and sequence. Nothing is left out; what is wrong with a row is for the dataset's expectations to say. Errors are
 * INVALID_ARGUMENT with file, line, value and what was expected. Returns the number of rows.
 */
export async function readPackage(tables: Tables, folder: string, output: string): Promise<{ rows: number }> {
  const files = await packageFiles(folder, 'stop_visits')
  if (files.length === 0) {
    throw new DomainError('INVALID_ARGUMENT', 'the package has no stop_visits table', {
      field: 'stop_visits',
      value: folder,
      expected: 'stop_visits listed in datapackage.json, or stop_visits.csv',
    })
  }
  await load(tables, 'tides_visit', files, visitColumns)
  const { n, timed } = await tables.one<{ n: number; timed: number }>(
    `SELECT count(*)::DOUBLE AS n, count(coalesce(actual_departure_time, actual_arrival_time))::DOUBLE AS timed
      FROM tides_visit`,
  )
  if (n === 0) throw nothing('stop_visits has no rows', 0, 'at least one stop visit')
  if (timed === 0) throw nothing('no stop visit has an actual time', n, 'actual arrival or departure times')
  await load(tables, 'tides_trip', await packageFiles(folder, 'trips_performed'), tripColumns)
  const canonical = await canonicalVisits(tables)
  // The texts take more memory than all that is made of them.
  await tables.run('DROP TABLE tides_visit')
  await tables.run('DROP TABLE tides_trip')
  const rows = await tables.copyToParquet(canonical, output, {
    orderBy: 'service_date, trip_id, stop_sequence',
  })
  await tables.run('DROP TABLE canonical_visit')
  return { rows }
}

function nothing(message: string, value: number, expected: string): DomainError {
  return new DomainError('INVALID_ARGUMENT', message, { field: 'stop_visits', value, expected })
}

async function load(tables: Tables, name: string, files: string[], columns: CsvColumn[]): Promise<void> {
  const empty = `SELECT ${columns.map((column) => `NULL::VARCHAR AS ${column.name}`).join(', ')}, '' AS file LIMIT 0`
  const source = files.length > 0 ? await csvSource(files, columns) : empty
  // One that failed half-way may have left its table.
  await tables.run(`CREATE OR REPLACE TEMP TABLE ${name} AS ${source}`)
  await checkTypes(tables, name, columns)
}
