import { tripNamed } from '../gtfs/frequency-trips.ts'
import type { Schedule } from '../gtfs/schedule.ts'
import type { Feed, TripUpdate } from '../realtime/feed.ts'
import { type CheckSection, joinOf } from './check-section.ts'

/** How an existing TripUpdates feed joins the schedule. */
export function checkTripUpdates(schedule: Schedule, feed: Feed): CheckSection {
  const updates = feed.entities.flatMap(({ tripUpdate }) => (tripUpdate ? [tripUpdate] : []))
  const planned = updates.filter(({ trip }) => !isExtra(trip.scheduleRelationship))
  const stopTimes = planned.flatMap((update) =>
    update.stopTimeUpdates.map(({ stopSequence, stopId }) => ({ update, stopSequence, stopId })),
  )
  const extra = updates.length - planned.length
  return {
    title: `trip updates of ${new Date(feed.header.timestamp * 1000).toISOString()}`,
    facts: [`${updates.length} trips, ${extra} of them added to the schedule`],
    joins: [
      joinOf(
        'trips are in the schedule',
        planned,
        (update) => stopsOf(schedule, update) !== undefined,
        ({ trip }) => `trip ${trip.tripId ?? '(no trip_id)'}`,
        'their predictions cannot be scored beside ours',
      ),
      joinOf(
        'stop times are of a stop of their trip',
        stopTimes,
        ({ update, stopSequence, stopId }) =>
          stopsOf(schedule, update)?.some(
            (stop) =>
              stop.sequence === (stopSequence ?? stop.sequence) && stop.stopId === (stopId ?? stop.stopId),
          ) ?? false,
        ({ update, stopSequence, stopId }) =>
          `trip ${update.trip.tripId} stop ${stopSequence ?? ''} ${stopId ?? ''}`,
        'these predictions are left out of the score',
      ),
    ],
  }
}

function stopsOf(schedule: Schedule, { trip }: TripUpdate) {
  return trip.tripId === undefined ? undefined : tripNamed(schedule, trip.tripId, trip.startTime)?.stops
}

function isExtra(relationship: TripUpdate['trip']['scheduleRelationship']): boolean {
  return relationship === 'ADDED' || relationship === 'NEW' || relationship === 'REPLACEMENT'
}
