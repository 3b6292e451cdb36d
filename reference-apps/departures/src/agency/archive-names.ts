import { DomainError } from '@headway/kit/errors'
import type { Tables } from '@headway/tables/tables'
import { csvSource } from '../tides/csv-source.ts'
import { packageFiles } from '../tides/package-files.ts'

/** What a TIDES archive speaks of: its days and the names in it. */
export type ArchiveNames = {
  days: number
  from: string
  to: string
  visits: number
  trips: Set<string>
  routes: Set<string>
  /** `<route>/<direction>/<stop>`, as models are keyed. */
  keys: ArchiveKey[]
}

export type ArchiveKey = { routeId: string; directionId: string; stopId: string; visits: number }

/**
 * Reads the names of a TIDES package in a folder, without its times. Errors: NOT_FOUND (no package), INVALID_ARGUMENT
 * (a damaged table), FAILED_PRECONDITION (no visits).
 */
export async function archiveNames(tables: Tables, folder: string): Promise<ArchiveNames> {
  const visitFiles = await packageFiles(folder, 'stop_visits')
  const tripFiles = await packageFiles(folder, 'trips_performed')
  if (visitFiles.length === 0 || tripFiles.length === 0) throw isEmpty(folder)
  const visitSource = await csvSource(visitFiles, [
    { name: 'service_date', type: 'date', required: true },
    { name: 'trip_id_performed', type: 'text', required: true },
    { name: 'stop_id', type: 'text', required: true },
  ])
  const tripSource = await csvSource(tripFiles, [
    { name: 'service_date', type: 'date', required: true },
    { name: 'trip_id_performed', type: 'text', required: true },
    { name: 'trip_id_scheduled', type: 'text', required: false },
    { name: 'route_id', type: 'text', required: false },
    { name: 'direction_id', type: 'text', required: false },
  ])
  await tables.run(`CREATE OR REPLACE TEMP TABLE archive_trip AS
    SELECT service_date, trip_id_performed, min(trip_id_scheduled) AS trip_id_scheduled, min(route_id) AS route_id,
      min(direction_id) AS direction_id
    FROM (${tripSource}) GROUP BY ALL`)
  await tables.run(`CREATE OR REPLACE TEMP TABLE archive_key AS
    SELECT coalesce(route_id, '') AS route_id, coalesce(direction_id, '0') AS direction_id,
      coalesce(stop_id, '') AS stop_id, service_date, count(*) AS visits
    FROM (${visitSource}) LEFT JOIN archive_trip USING (service_date, trip_id_performed) GROUP BY ALL`)
  return readNames(tables, folder)
}

async function readNames(tables: Tables, folder: string): Promise<ArchiveNames> {
  const days = await tables.one<{ days: number; from: string | null; to: string; visits: number }>(
    `SELECT count(DISTINCT service_date)::DOUBLE AS days, min(service_date) AS "from", max(service_date) AS "to",
      coalesce(sum(visits), 0)::DOUBLE AS visits FROM archive_key`,
  )
  const { from } = days
  if (from === null) throw isEmpty(folder)
  const keys = await tables.all<ArchiveKey>(
    `SELECT route_id AS "routeId", direction_id AS "directionId", stop_id AS "stopId", sum(visits)::DOUBLE AS visits
      FROM archive_key GROUP BY ALL ORDER BY ALL`,
  )
  const trips = await tables.all<{ id: string }>(
    'SELECT DISTINCT coalesce(trip_id_scheduled, trip_id_performed) AS id FROM archive_trip ORDER BY id',
  )
  return {
    ...days,
    from,
    trips: new Set(trips.map(({ id }) => id)),
    routes: new Set(keys.map(({ routeId }) => routeId)),
    keys,
  }
}

function isEmpty(folder: string): DomainError {
  return new DomainError('FAILED_PRECONDITION', `the archive in ${folder} has no stop visits`, {
    field: 'tides',
    value: folder,
    expected: 'a TIDES package with stop_visits and trips_performed',
  })
}
