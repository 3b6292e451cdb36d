import type { Schedule } from '../gtfs/schedule.ts'
import type { ArchiveNames } from './archive-names.ts'
import { type CheckSection, joinOf } from './check-section.ts'

const grouped = new Intl.NumberFormat('en-GB')

/** How an archive of past stop visits joins the schedule. */
export function checkArchive(schedule: Schedule, archive: ArchiveNames): CheckSection {
  const { days, from, to, visits, keys } = archive
  const scheduled = scheduledKeys(schedule)
  const learned = new Set(keys.map(keyName))
  const visited = [...new Set(keys.map(({ stopId }) => stopId))]
  return {
    title: `archive of ${days} days`,
    facts: [
      `${grouped.format(visits)} stop visits from ${from} to ${to}, ${grouped.format(keys.length)} pairs of route, direction and stop`,
    ],
    joins: [
      joinOf(
        'routes are in the schedule',
        archive.routes,
        (route) => schedule.routes.has(route),
        (route) => `route ${route === '' ? '(none)' : route}`,
        'what is learned of them is used nowhere',
      ),
      joinOf(
        'stops are in the schedule',
        visited,
        (stop) => schedule.stops.has(stop),
        (stop) => `stop ${stop === '' ? '(none)' : stop}`,
        'what is learned of them is used nowhere',
      ),
      joinOf(
        'trips are in the schedule',
        archive.trips,
        (trip) => schedule.trips.has(trip),
        (trip) => `trip ${trip}`,
        'past trips need not be: models are of route, direction and stop',
      ),
      joinOf(
        'pairs of the archive are in the schedule',
        keys,
        (key) => scheduled.has(keyName(key)),
        keyName,
        'their models are trained but never asked',
      ),
      joinOf(
        'pairs of the schedule have a past',
        scheduled,
        (key) => learned.has(key),
        (key) => key,
        'until there is one, they are predicted by the model of all pairs',
      ),
    ],
  }
}

function scheduledKeys({ trips }: Schedule): Set<string> {
  const keys = new Set<string>()
  for (const { routeId, directionId, stops } of trips.values()) {
    for (const { stopId } of stops) keys.add(keyName({ routeId, directionId, stopId }))
  }
  return keys
}

function keyName({
  routeId,
  directionId,
  stopId,
}: {
  routeId: string
  directionId: string
  stopId: string
}): string {
  return `${routeId}/${directionId}/${stopId}`
}
