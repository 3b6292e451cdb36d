import { dayOf, dayStart } from '../city/service-date.ts'
import { cityOf } from './scenarios.ts'
import type { StoryPlan } from './story-plan.ts'

/** A moment of a service date, so many hours after its start in the city's time zone, as ISO 8601 in UTC. */
export function cityTime(plan: StoryPlan, date: string, hours: number): string {
  const startS = dayStart(dayOf(date), cityOf(plan).timeZone)
  return new Date((startS + hours * 3600) * 1000).toISOString()
}
