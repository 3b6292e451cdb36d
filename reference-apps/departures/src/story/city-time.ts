import { dayOf, dayStart } from '../city/service-date.ts'
import { cityOf } from './scenarios.ts'
import type { StoryPlan } from './story-plan.ts'

/** A moment of a service date, so many hours after its start in the city's time zone, as ISO 8601 in UTC. */
export function cityTime(plan: StoryPlan, date: string, hours: number): string {
  const startS = dayStart(dayOf(date), cityOf(plan).timeZone)
  return new Date((startS + hours * 3600) * 1000).toISOString()
}

/** A moment as the city's clocks show it: `2026-03-30 08:00:15`. */
export function onCityClocks(plan: StoryPlan, time: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: cityOf(plan).timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  })
  return format.format(new Date(time))
}
