import { type DayContext, lastHour } from './day-context.ts'
import { at } from './feature-list.ts'
import type { ServiceDay } from './service-day.ts'

/** Alerts met on the way ahead of a visit, walked stop by stop. */
export type AlertsAhead = { now: number; alertGap: number; newest: number }

/** No alert seems older than this (s): by then the road itself tells. */
export const oldAlert = 7200

/** At the visit, before the first step. */
export function alertsAhead(now: number): AlertsAhead {
  return { now, alertGap: 0, newest: oldAlert }
}

/**
 * One stop on, to visit j: takes the scheduled time of its segment where an alert of delays is in force. Works are left
 * out: they last for days, and history tells what they cost.
 */
export function passAlerts(ahead: AlertsAhead, context: DayContext, day: ServiceDay, j: number): void {
  const spans = context.alerts.get(day.partition[j]!)
  if (!spans) return
  let found = false
  for (const { from, to, works } of spans) {
    if (works || from > ahead.now || ahead.now >= to) continue
    found = true
    ahead.newest = Math.min(ahead.newest, ahead.now - from)
  }
  const gap = day.scheduled[j]! - day.scheduled[j - 1]!
  if (found && gap > 0) ahead.alertGap += gap
}

/** What alerts say of the stretch walked. */
export function alertFeatures({ alertGap, newest }: AlertsAhead, row: Float32Array): void {
  row[at.alert_gap_s] = alertGap
  row[at.alert_age_s] = newest
}

/** The weather known at `now`. */
export function weatherFeatures(context: DayContext, now: number, row: Float32Array): void {
  const hour = lastHour(context, now)
  row[at.rain_mm] = hour >= 0 ? context.rain[hour]! : 0
  row[at.snow_mm] = hour >= 0 ? context.snow[hour]! : 0
}
