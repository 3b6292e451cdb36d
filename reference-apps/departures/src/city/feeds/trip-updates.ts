import type { Feed, FeedEntity, StopTimeUpdate } from '../../realtime/feed.ts'
import type { TripRun } from '../run/route-run.ts'
import { feedHeader } from './feed-header.ts'
import type { LiveDay } from './live-day.ts'
import { tripDescriptor } from './vehicle-positions.ts'

/** How long before its start a trip is told of: cancelled ones, and what is added or skipped. */
const noticeS = 45 * 60

/**
 * What the agency's own system says at a moment (epoch seconds): trips cancelled and added, stops skipped, and for
 * vehicles on their way the delay at the last stop, carried on to all that follow.
 */
export function tripUpdates(days: readonly LiveDay[], nowS: number): Feed {
  const entities: FeedEntity[] = []
  for (const day of days) {
    const now = nowS - day.cityDay.startS
    for (const route of day.schedule.routes) {
      for (const run of day.routeRun(route).trips) {
        const start = run.trip.departures[0] as number
        if (start - noticeS > now) break
        const entity = updateOf(day, run, now)
        if (entity) entities.push(entity)
      }
    }
  }
  return { header: feedHeader(days, nowS), entities }
}

function updateOf(day: LiveDay, run: TripRun, now: number): FeedEntity | undefined {
  const id = `${day.cityDay.date}-${run.trip.id}`
  if (run.relationship === 'Canceled') {
    if (now > (run.trip.departures.at(-1) as number)) return undefined
    const timestamp = Math.floor(day.cityDay.startS + now)
    return { id, tripUpdate: { trip: tripDescriptor(day, run), stopTimeUpdates: [], timestamp } }
  }
  if (now > (run.departures[run.driven - 1] as number) + 60) return undefined
  const stopTimeUpdates = stopUpdates(day, run, now)
  if (stopTimeUpdates.length === 0) return undefined
  return {
    id,
    tripUpdate: {
      trip: tripDescriptor(day, run),
      // Before its start, the vehicle may be on another trip.
      ...(now >= (run.departures[0] as number) ? { vehicle: { id: run.vehicle } } : {}),
      stopTimeUpdates,
      timestamp: Math.floor(day.cityDay.startS + now),
    },
  }
}

function stopUpdates(day: LiveDay, run: TripRun, now: number): StopTimeUpdate[] {
  const { departures: scheduled, pattern } = run.reported
  const isAdded = run.relationship === 'Added'
  const passed = lastPassed(run, now)
  if (passed < 0 && !isAdded && !run.skipped.includes(1)) return []
  const delay =
    passed < 0 ? 0 : Math.round((run.departures[passed] as number) - (run.trip.departures[passed] as number))
  const updates: StopTimeUpdate[] = []
  const scheduleRelationship = 'SCHEDULED'
  // A late turn back is decided on the way; a closed stop is known beforehand.
  const knowsTurn = passed >= run.driven / 2
  for (let index = Math.max(0, passed); index < pattern.stops.length; index++) {
    const stop = { stopSequence: index + 1, stopId: pattern.stops[index]?.stop.id }
    const isSkipped = run.skipped[index] === 1 && (index < run.driven || knowsTurn)
    if (isSkipped) {
      updates.push({ ...stop, scheduleRelationship: 'SKIPPED' })
      continue
    }
    const time = Math.round(day.cityDay.startS + (scheduled[index] as number) + delay)
    updates.push({ ...stop, scheduleRelationship, arrival: { time, delay }, departure: { time, delay } })
  }
  return updates
}

function lastPassed(run: TripRun, now: number): number {
  let place = run.driven - 1
  while (place >= 0 && (run.departures[place] as number) > now) place--
  return place
}
