import { alertsOf, type CityAlert } from '../conditions/city-alerts.ts'
import type { City } from '../network.ts'
import { dayStart, serviceDayS } from '../service-date.ts'
import { utcTime } from './local-time.ts'

const columns = 'alert_id,published_at,active_from,active_to,cause,effect,route_id,direction_id,stop_id'

/**
 * Alerts published in the service days from one to another (the last included): a row for each informed stop of a route
 * and direction. An end that was not known by the end of the last day is empty.
 */
export function alertsCsv(city: City, days: Iterable<number>): string {
  const alerts = new Map<string, CityAlert>()
  let endS = 0
  for (const day of days) {
    endS = dayStart(day, city.timeZone) + serviceDayS
    for (const alert of alertsOf(city, day)) alerts.set(alert.id, alert)
  }
  const rows = [...alerts.values()].flatMap((alert) => {
    const { id, publishedAt, activeFrom, activeTo, cause, effect } = alert
    const to = activeTo === null || activeTo > endS ? '' : utcTime(activeTo)
    const head = [id, utcTime(publishedAt), utcTime(activeFrom), to, cause, effect].join(',')
    return alert.informed.map(({ routeId, direction, stop }) => `${head},${routeId},${direction},${stop.id}`)
  })
  return `${[columns, ...rows].join('\n')}\n`
}
