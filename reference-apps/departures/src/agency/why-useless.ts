import { DomainError } from '@headway/kit/errors'
import type { Schedule } from '../gtfs/schedule.ts'
import { datesCovered } from '../gtfs/service.ts'
import type { Feed } from '../realtime/feed.ts'
import type { CheckSection } from './check-section.ts'

export type UselessInput = {
  schedule: Schedule
  date: string
  vehiclePositions: Feed
  vehicles: CheckSection
  archive: CheckSection | undefined
}

/** FAILED_PRECONDITION when nothing could be predicted: no trip joins, no day is covered, or nothing learned fits. */
export function whyUseless(input: UselessInput): DomainError | undefined {
  return noDate(input) ?? noTrip(input) ?? noDay(input) ?? noArchive(input)
}

function noDate({ schedule, date }: UselessInput): DomainError | undefined {
  const covered = datesCovered(schedule.services.values())
  if (covered && date >= covered.from && date <= covered.to) return undefined
  return useless('the schedule does not cover the day of the vehicle positions', {
    field: 'gtfs: calendar.txt',
    value: covered ?? null,
    expected: `a schedule with service on ${date}`,
  })
}

function noTrip({ schedule, vehiclePositions, vehicles }: UselessInput): DomainError | undefined {
  const join = vehicles.joins[1]
  if (!join || join.total === 0 || join.joined > 0) return undefined
  const named = vehiclePositions.entities.flatMap(({ vehicle }) => vehicle?.trip?.tripId ?? [])
  const [example] = schedule.trips.keys()
  return useless('none of the trips of the vehicle positions is in the schedule', {
    field: 'vehicle positions: trip_id',
    value: named.slice(0, 5),
    expected: `trips of the schedule, as ${example}`,
  })
}

function noDay({ date, vehicles }: UselessInput): DomainError | undefined {
  const join = vehicles.joins[2]
  if (!join || join.total === 0 || join.joined > 0) return undefined
  return useless('none of the trips of the vehicle positions runs today by the schedule', {
    field: 'vehicle positions: start_date',
    value: join.examples,
    expected: `trips with service around ${date}`,
  })
}

function noArchive({ schedule, archive }: UselessInput): DomainError | undefined {
  const [routes, stops, , pairs] = archive?.joins ?? []
  if (!routes || !stops || !pairs || pairs.joined > 0) return undefined
  const side = routes.joined === 0 ? 'route' : 'stop'
  const [example] = side === 'route' ? schedule.routes.keys() : schedule.stops.keys()
  return useless('nothing in the archive is in the schedule', {
    field: `tides: ${side}_id`,
    value: (side === 'route' ? routes : stops.joined === 0 ? stops : pairs).examples,
    expected: `${side}s of the schedule, as ${example}`,
  })
}

function useless(message: string, details: { field: string; value: unknown; expected: string }): DomainError {
  return new DomainError('FAILED_PRECONDITION', message, details)
}
