import { readDate, readTime, writeTime } from '../../gtfs/gtfs-values.ts'
import type { ScheduleTrip } from '../../gtfs/schedule.ts'
import type { FeedEntity, TripDescriptor } from '../feed.ts'
import { nameOf, placeOf, type RuleInput, tripsOf } from './rule-input.ts'

/** E003 E004 E016 E020 E021 E023 E024 E035 W006 W009: how trip updates and vehicles name their trips. */
export function checkTrips(rules: RuleInput): void {
  for (const entity of rules.feed.entities) {
    for (const trip of tripsOf(entity)) checkTrip(rules, entity, trip)
    checkRelationshipOfStops(rules, entity)
  }
}

function checkTrip(rules: RuleInput, entity: FeedEntity, trip: TripDescriptor): void {
  const { schedule, report } = rules
  const place = placeOf(entity)
  const name = nameOf(entity)
  const { tripId, routeId, startTime, startDate, scheduleRelationship, modifiedTrip } = trip
  if (!tripId && !modifiedTrip) report('W006', place, `${name} has no trip_id`)
  if (scheduleRelationship === undefined) report('W009', place, `${name} has no schedule_relationship`)
  if (routeId && !schedule.routes.has(routeId)) {
    report('E004', place, `${name} has route ${routeId}, which the schedule does not have`)
  }
  if (startTime !== undefined && !isStartTime(startTime)) {
    report('E020', place, `${name} has start_time ${JSON.stringify(startTime)}, not HH:MM:SS`)
  }
  if (startDate !== undefined && readDate(startDate) === undefined) {
    report('E021', place, `${name} has start_date ${JSON.stringify(startDate)}, not YYYYMMDD`)
  }
  if (!tripId) return
  const scheduled = schedule.trips.get(tripId)
  if (scheduled) checkScheduled(rules, entity, trip, scheduled)
  else if (!isExtra(trip)) report('E003', place, `the schedule does not have trip ${tripId}`)
}

function checkScheduled(
  { schedule, report }: RuleInput,
  entity: FeedEntity,
  { tripId, routeId, directionId, startTime, scheduleRelationship }: TripDescriptor,
  scheduled: ScheduleTrip,
): void {
  const place = placeOf(entity)
  if (scheduleRelationship === 'ADDED' || scheduleRelationship === 'NEW') {
    report('E016', place, `trip ${tripId} is ${scheduleRelationship} but in the schedule`)
  }
  if (directionId !== undefined && String(directionId) !== scheduled.directionId) {
    const message = `trip ${tripId} has direction ${directionId}, in the schedule ${scheduled.directionId}`
    report('E024', place, message)
  }
  if (routeId && schedule.routes.has(routeId) && routeId !== scheduled.routeId) {
    report('E035', place, `trip ${tripId} has route ${routeId}, in the schedule ${scheduled.routeId}`)
  }
  const first = scheduled.stops[0]?.arrivalS
  if (startTime === undefined || first === undefined || schedule.frequencies.has(scheduled.id)) return
  const starts = readTime(startTime)
  if (starts !== undefined && starts !== first) {
    report('E023', place, `trip ${tripId} has start_time ${startTime}, in the schedule ${writeTime(first)}`)
  }
}

function checkRelationshipOfStops({ report }: RuleInput, entity: FeedEntity): void {
  const updates = entity.tripUpdate?.stopTimeUpdates ?? []
  const without = updates.find(({ scheduleRelationship }) => scheduleRelationship === undefined)
  if (!without) return
  const message = `${nameOf(entity)} has stop time updates without a schedule_relationship`
  report('W009', placeOf(entity, without.stopSequence), message)
}

function isExtra({ scheduleRelationship }: TripDescriptor): boolean {
  return (
    scheduleRelationship === 'ADDED' ||
    scheduleRelationship === 'NEW' ||
    scheduleRelationship === 'REPLACEMENT'
  )
}

function isStartTime(text: string): boolean {
  return /^\d{1,2}:[0-5]\d:[0-5]\d$/.test(text)
}
