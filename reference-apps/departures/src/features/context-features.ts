import { type DayContext, lastHour } from './day-context.ts'
import { at } from './feature-list.ts'
import type { ServiceDay } from './service-day.ts'

/** Alerts met on the way ahead of a visit, walked stop by stop. */
export type AlertsAhead = { now: number; alertGap: number; worksGap: number; newest: number }

/** No alert seems older than this (s): by then the road itself tells. */
export const oldAlert = 7200

/** At the visit, before the first step. */
export function alertsAhead(now: number): AlertsAhead {
  return { now, alertGap: 0, worksGap: 0, newest: oldAlert }
}

/** One stop on, to visit j: takes the scheduled time of its segment where an alert is in force. */
export function passAlerts(ahead: AlertsAhead, context: DayContext, day: ServiceDay, j: number): void {
  const spans = context.alerts.get(day.partition[j]!)
  if (!spans) return
  const gap = day.scheduled[j]! - day.scheduled[j - 1]!
  let alert = false
  let works = false
  for (const span of spans) {
    if (span.from > ahead.now || ahead.now >= span.to) continue
    if (span.works) works = true
    else {
      alert = true
      ahead.newest = Math.min(ahead.newest, ahead.now - span.from)
    }
  }
  if (alert && gap > 0) ahead.alertGap += gap
  if (works && gap > 0) ahead.worksGap += gap
}

/** What alerts say of the stretch walked. */
export function alertFeatures({ alertGap, worksGap, newest }: AlertsAhead, row: Float32Array): void {
  row[at.alert_gap_s] = alertGap
  row[at.works_gap_s] = worksGap
  row[at.alert_age_s] = newest
}

/** The weather known at `now`. */
export function weatherFeatures(context: DayContext, now: number, row: Float32Array): void {
  const hour = lastHour(context, now)
  row[at.rain_mm] = hour >= 0 ? context.rain[hour]! : 0
  row[at.snow_mm] = hour >= 0 ? context.snow[hour]! : 0
}
