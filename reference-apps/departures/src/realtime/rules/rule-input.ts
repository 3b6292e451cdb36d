import type { Schedule } from '../../gtfs/schedule.ts'
import type { Feed, FeedEntity, TripDescriptor } from '../feed.ts'
import type { Detours } from './detours.ts'

/** What a group of rules looks at, and how it tells what it finds. */
export type RuleInput = {
  schedule: Schedule
  feed: Feed
  before: Feed | undefined
  now: number
  detours: Detours
  report(rule: string, place: Place, message: string): void
}

export type Place = {
  entity: string | null
  tripId?: string | undefined
  vehicleId?: string | undefined
  stopSequence?: number | undefined
}

/** Where an entity's finding is: its trip, vehicle and stop. */
export function placeOf({ id, tripUpdate, vehicle }: FeedEntity, stopSequence?: number): Place {
  return {
    entity: id,
    tripId: tripUpdate?.trip.tripId ?? vehicle?.trip?.tripId,
    vehicleId: vehicle?.vehicle?.id ?? tripUpdate?.vehicle?.id,
    stopSequence,
  }
}

/** The trips that an entity names: of its trip update and of its vehicle. */
export function tripsOf({ tripUpdate, vehicle }: FeedEntity): TripDescriptor[] {
  return [tripUpdate?.trip, vehicle?.trip].filter((trip) => trip !== undefined)
}

/** In words, which trip update or vehicle an entity is. */
export function nameOf({ id, tripUpdate, vehicle }: FeedEntity): string {
  const tripId = tripUpdate?.trip.tripId
  if (tripId) return `trip ${tripId}`
  if (vehicle?.vehicle?.id) return `vehicle ${vehicle.vehicle.id}`
  return `entity ${id}`
}

/** Whether no vehicle runs the trip. */
export function isDropped({ scheduleRelationship }: TripDescriptor): boolean {
  return scheduleRelationship === 'CANCELED' || scheduleRelationship === 'DELETED'
}
