import type { StopAlert } from '../features/context.ts'
import { type Names, partitionKey } from '../features/service-day.ts'
import type { Feed } from '../realtime/feed.ts'

/**
 * What the alerts of a feed say of each stop of a route and direction: an entity that leaves one of the three open means
 * all of them. Alerts about trips or agencies alone say nothing of a stop.
 */
export function alertStops(feed: Feed, names: Names): StopAlert[] {
  const keys = names.partitions.names.map((name) => partitionKey(name) as [string, string, string])
  const alerts: StopAlert[] = []
  for (const { alert } of feed.entities) {
    if (!alert) continue
    const periods = alert.activePeriods.length > 0 ? alert.activePeriods : [{}]
    for (const { routeId, directionId, stopId, trip } of alert.informedEntities) {
      const route = routeId || trip?.routeId
      if (!route && !stopId) continue
      for (const [keyRoute, keyDirection, keyStop] of keys) {
        if (route && route !== keyRoute) continue
        if (stopId && stopId !== keyStop) continue
        if (directionId !== undefined && String(directionId) !== keyDirection) continue
        for (const { start, end } of periods) {
          alerts.push({
            routeId: keyRoute,
            directionId: keyDirection,
            stopId: keyStop,
            effect: String(alert.effect ?? ''),
            knownS: start ?? 0,
            endedS: end || null,
          })
        }
      }
    }
  }
  return alerts
}
