import { type Schedule, tripsOn } from '../gtfs/schedule.ts'
import { datesCovered } from '../gtfs/service.ts'
import type { CheckSection } from './check-section.ts'

/** What the schedule holds, and what runs on a service date (YYYY-MM-DD). */
export function checkSchedule(schedule: Schedule, date: string): CheckSection {
  const { agencies, routes, trips, stops, shapes, timezone, feedVersion, notes } = schedule
  const covered = datesCovered(schedule.services.values())
  const shaped = [...trips.values()].filter(({ shapeId }) => shapeId !== null && shapes.has(shapeId)).length
  return {
    title: `schedule of ${[...agencies.values()].map(({ name }) => name).join(', ')}`,
    facts: [
      `${routes.size} routes, ${trips.size} trips (${shaped} with a shape), ${stops.size} stops, time zone ${timezone}`,
      `feed version ${feedVersion ?? 'not given'}, ${covered ? `from ${covered.from} to ${covered.to}` : 'no dates'}`,
      `${tripsOn(schedule, date).length} trips run on ${date}`,
      ...notes,
    ],
    joins: [],
  }
}
