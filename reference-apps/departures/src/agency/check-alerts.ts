import type { Schedule } from '../gtfs/schedule.ts'
import type { EntitySelector, Feed } from '../realtime/feed.ts'
import { type CheckSection, joinOf } from './check-section.ts'

/** How alerts join the schedule. */
export function checkAlerts(schedule: Schedule, feed: Feed): CheckSection {
  const alerts = feed.entities.flatMap(({ alert }) => (alert ? [alert] : []))
  const informed = alerts.flatMap((alert) => alert.informedEntities)
  const byRoad = alerts.filter(({ effect }) => effect === 'DETOUR' || effect === 'SIGNIFICANT_DELAYS')
  return {
    title: `alerts of ${new Date(feed.header.timestamp * 1000).toISOString()}`,
    facts: [`${alerts.length} alerts, ${byRoad.length} of them detours or significant delays`],
    joins: [
      joinOf(
        'informed entities are in the schedule',
        informed,
        (selector) => unknownName(schedule, selector) === undefined,
        (selector) => unknownName(schedule, selector) ?? '',
        'the alert is no sign of trouble where predictions look for it',
      ),
    ],
  }
}

function unknownName(
  schedule: Schedule,
  { agencyId, routeId, stopId, trip }: EntitySelector,
): string | undefined {
  const route = routeId ?? trip?.routeId
  if (route && !schedule.routes.has(route)) return `route ${route}`
  if (stopId && !schedule.stops.has(stopId)) return `stop ${stopId}`
  if (trip?.tripId && !schedule.trips.has(trip.tripId)) return `trip ${trip.tripId}`
  if (agencyId && !schedule.agencies.has(agencyId)) return `agency ${agencyId}`
  return undefined
}
