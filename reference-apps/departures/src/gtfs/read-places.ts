import { DomainError } from '@headway/kit/errors'
import { eachRow } from './csv-table.ts'
import { expectedInteger, readInteger, readNumber } from './gtfs-values.ts'
import type { Agency, Route, Stop } from './schedule.ts'

/** agency.txt: the agencies and the time zone that they share. INVALID_ARGUMENT when it is unknown or not shared. */
export function readAgencies(content: Uint8Array): { agencies: Map<string, Agency>; timezone: string } {
  const agencies = new Map<string, Agency>()
  let timezone: string | undefined
  eachRow('agency.txt', content, ['agency_name', 'agency_timezone'], (row) => {
    const name = row.required('agency_name')
    const zone = row.required('agency_timezone')
    if (!isTimezone(zone)) throw row.fault('agency_timezone', 'a time zone as America/Vancouver')
    if (timezone !== undefined && zone !== timezone)
      throw row.fault('agency_timezone', `${timezone}, as above`)
    timezone = zone
    const id = row.text('agency_id')
    agencies.set(id, { id, name })
  })
  if (timezone !== undefined) return { agencies, timezone }
  throw new DomainError('INVALID_ARGUMENT', 'agency.txt has no agency', {
    field: 'agency.txt: agency_timezone',
    expected: 'an agency with its time zone',
  })
}

/** stops.txt. */
export function readStops(content: Uint8Array): Map<string, Stop> {
  const stops = new Map<string, Stop>()
  eachRow('stops.txt', content, ['stop_id'], (row) => {
    const id = row.required('stop_id')
    if (stops.has(id)) throw row.fault('stop_id', 'an id of its own')
    const locationType = row.value('location_type', readInteger, expectedInteger) ?? 0
    const lat = row.value('stop_lat', degrees(90), 'degrees from -90 to 90')
    const lon = row.value('stop_lon', degrees(180), 'degrees from -180 to 180')
    if (locationType <= 2 && lat === null) throw row.fault('stop_lat', 'the degrees of a stop')
    if (locationType <= 2 && lon === null) throw row.fault('stop_lon', 'the degrees of a stop')
    stops.set(id, {
      id,
      name: row.text('stop_name') || id,
      lat: lat ?? Number.NaN,
      lon: lon ?? Number.NaN,
      locationType,
      parentId: row.text('parent_station') || null,
    })
  })
  return stops
}

/** routes.txt. */
export function readRoutes(content: Uint8Array): Map<string, Route> {
  const routes = new Map<string, Route>()
  eachRow('routes.txt', content, ['route_id', 'route_type'], (row) => {
    const id = row.required('route_id')
    if (routes.has(id)) throw row.fault('route_id', 'an id of its own')
    const type = row.value('route_type', readInteger, expectedInteger)
    if (type === null) throw row.fault('route_type', expectedInteger)
    routes.set(id, {
      id,
      shortName: row.text('route_short_name'),
      longName: row.text('route_long_name'),
      type,
    })
  })
  return routes
}

/** feed_version of feed_info.txt. */
export function readFeedVersion(content: Uint8Array): string | null {
  let version: string | null = null
  eachRow('feed_info.txt', content, [], (row) => {
    version ??= row.text('feed_version') || null
  })
  return version
}

function degrees(most: number): (text: string) => number | undefined {
  return (text) => {
    const value = readNumber(text)
    return value !== undefined && Math.abs(value) <= most ? value : undefined
  }
}

function isTimezone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
