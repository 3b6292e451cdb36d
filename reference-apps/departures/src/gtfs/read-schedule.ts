import { DomainError } from '@headway/kit/errors'
import { addFrequencyTrips } from './frequency-trips.ts'
import { readAgencies, readFeedVersion, readRoutes, readStops } from './read-places.ts'
import { readServices } from './read-services.ts'
import { readShapes } from './read-shapes.ts'
import { readStopTimes } from './read-stop-times.ts'
import { readFrequencies, readTrips } from './read-trips.ts'
import type { Schedule } from './schedule.ts'
import { zipFiles } from './zip-files.ts'

const required = ['agency.txt', 'stops.txt', 'routes.txt', 'trips.txt', 'stop_times.txt']
const optional = ['calendar.txt', 'calendar_dates.txt', 'shapes.txt', 'frequencies.txt', 'feed_info.txt']

/** Reads a GTFS schedule from its zip. INVALID_ARGUMENT naming file, line, column and value where it is wrong. */
export function readSchedule(zip: Uint8Array): Schedule {
  const files = zipFiles(zip, [...required, ...optional])
  const optionalFile = (name: string) => (isEmpty(files.get(name)) ? undefined : files.get(name))
  const file = (name: string) => files.get(name) ?? missing(name, [...files.keys()])

  const { agencies, timezone } = readAgencies(file('agency.txt'))
  const stops = readStops(file('stops.txt'))
  const routes = readRoutes(file('routes.txt'))
  const calendar = optionalFile('calendar.txt')
  const dates = optionalFile('calendar_dates.txt')
  if (!calendar && !dates) missing('calendar.txt or calendar_dates.txt', [...files.keys()])
  const services = readServices(calendar, dates)
  const trips = readTrips(file('trips.txt'), routes, services)
  const shapesFile = optionalFile('shapes.txt')
  const shapes = shapesFile ? readShapes(shapesFile) : new Map()
  const notes = readStopTimes(file('stop_times.txt'), trips, stops, shapes)
  const frequenciesFile = optionalFile('frequencies.txt')
  const frequencies = frequenciesFile ? readFrequencies(frequenciesFile, trips) : new Map()
  notes.push(...addFrequencyTrips(trips, frequencies))
  const feedInfo = optionalFile('feed_info.txt')
  return {
    feedVersion: feedInfo ? readFeedVersion(feedInfo) : null,
    timezone,
    agencies,
    stops,
    routes,
    trips,
    shapes: new Map([...shapes].map(([id, { points }]) => [id, points])),
    services,
    frequencies,
    notes,
  }
}

function isEmpty(content: Uint8Array | undefined): boolean {
  return content === undefined || content.every((byte) => byte <= 32)
}

function missing(name: string, found: readonly string[]): never {
  throw new DomainError('INVALID_ARGUMENT', `the schedule has no ${name}`, {
    field: 'gtfs',
    value: found,
    expected: `a zip with ${required.join(', ')} and calendar.txt or calendar_dates.txt`,
  })
}
