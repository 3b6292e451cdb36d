import type { Alert, Feed } from '../../realtime/feed.ts'
import type { CityAlert } from '../conditions/city-alerts.ts'
import { feedHeader } from './feed-header.ts'
import type { LiveDay } from './live-day.ts'

/** What the agency tells of at a moment (epoch seconds): alerts published and not over. */
export function alertsFeed(days: readonly LiveDay[], nowS: number): Feed {
  const alerts = new Map<string, CityAlert>()
  for (const day of days) {
    for (const alert of day.alerts()) alerts.set(alert.id, alert)
  }
  const current = [...alerts.values()].filter(
    ({ publishedAt, activeTo }) => publishedAt <= nowS && (activeTo === null || activeTo > nowS),
  )
  return {
    header: feedHeader(days, nowS),
    entities: current.map((alert) => ({ id: alert.id, alert: alertOf(alert) })),
  }
}

function alertOf({ activeFrom, activeTo, cause, effect, text, informed }: CityAlert): Alert {
  // When delays end nobody knows; how long works last has been decided.
  const end = activeTo === null || effect === 'SIGNIFICANT_DELAYS' ? {} : { end: activeTo }
  return {
    activePeriods: [{ start: activeFrom, ...end }],
    informedEntities: informed.map(({ routeId, direction, stop }) => ({
      agencyId: 'CITY',
      routeId,
      directionId: direction,
      stopId: stop.id,
    })),
    cause: cause as Alert['cause'],
    effect,
    headerText: { translations: [{ text, language: 'en' }] },
  }
}
