import type { StopTimeUpdate, TripUpdate } from '../realtime/feed.ts'
import { scheduledDeparture, type TripRun } from './trip-run.ts'

/**
 * When another feed says that a run leaves a place (epoch s): by what it says of the stop, else by the delay of the last
 * stop before it that it speaks of, as the specification has it. NaN where it says nothing.
 */
export function toldDeparture(run: TripRun, place: number, update: TripUpdate): number {
  let delay = Number.NaN
  let from = 0
  for (const told of update.stopTimeUpdates) {
    const at = placeOf(run, told, from)
    if (at < 0) continue
    if (at > place) break
    from = at
    if (told.scheduleRelationship === 'SKIPPED') continue
    if (told.scheduleRelationship === 'NO_DATA') {
      delay = Number.NaN
      continue
    }
    delay = delayOf(run, at, told)
  }
  return scheduledDeparture(run, place) + delay
}

function placeOf(run: TripRun, { stopSequence, stopId }: StopTimeUpdate, from: number): number {
  return run.trip.stops.findIndex((stop, place) =>
    stopSequence === undefined ? place >= from && stop.stopId === stopId : stop.sequence === stopSequence,
  )
}

function delayOf(run: TripRun, place: number, { arrival, departure }: StopTimeUpdate): number {
  const event = departure ?? arrival
  if (!event) return Number.NaN
  if (event.time) return event.time - scheduledDeparture(run, place)
  return event.delay ?? Number.NaN
}
