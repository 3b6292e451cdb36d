import type { Alert, Feed } from '../feed.ts'

/** Trips and routes that an alert in force sends elsewhere. */
export type Detours = { trips: ReadonlySet<string>; routes: ReadonlySet<string> }

/** Reads the alerts with the effect DETOUR that are in force now (epoch seconds). */
export function detoursOf(feeds: readonly (Feed | undefined)[], now: number): Detours {
  const trips = new Set<string>()
  const routes = new Set<string>()
  for (const { alert } of feeds.flatMap((feed) => feed?.entities ?? [])) {
    if (alert?.effect !== 'DETOUR' || !isInForce(alert, now)) continue
    for (const { routeId, trip } of alert.informedEntities) {
      if (trip?.tripId) trips.add(trip.tripId)
      else if (trip?.routeId ?? routeId) routes.add(trip?.routeId ?? routeId ?? '')
    }
  }
  return { trips, routes }
}

function isInForce({ activePeriods }: Alert, now: number): boolean {
  if (activePeriods.length === 0) return true
  return activePeriods.some(({ start, end }) => (start ?? 0) <= now && (!end || now < end))
}
