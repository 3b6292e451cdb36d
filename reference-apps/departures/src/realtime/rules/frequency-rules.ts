import { readTime } from '../../gtfs/gtfs-values.ts'
import type { Frequency } from '../../gtfs/schedule.ts'
import type { FeedEntity, TripDescriptor } from '../feed.ts'
import { placeOf, type RuleInput, tripsOf } from './rule-input.ts'

/** E006 E013 E019 W005: trips that frequencies.txt repeats. */
export function checkFrequencies(rules: RuleInput): void {
  if (rules.schedule.frequencies.size === 0) return
  for (const entity of rules.feed.entities) {
    for (const trip of tripsOf(entity)) {
      const periods = rules.schedule.frequencies.get(trip.tripId ?? '')
      if (!periods) continue
      if (periods.some(({ exactTimes }) => exactTimes)) checkExact(rules, entity, trip, periods)
      else checkByHeadway(rules, entity, trip)
    }
  }
}

function checkExact(
  { report }: RuleInput,
  entity: FeedEntity,
  { tripId, startTime }: TripDescriptor,
  periods: readonly Frequency[],
): void {
  const starts = readTime(startTime ?? '')
  const isDeparture = periods.some(
    ({ startS, endS, headwayS }) =>
      starts !== undefined && starts >= startS && starts < endS && (starts - startS) % headwayS === 0,
  )
  if (isDeparture) return
  const message = `trip ${tripId} has start_time ${startTime ?? 'unset'}, which is none of its departures in frequencies.txt`
  report('E019', placeOf(entity), message)
}

function checkByHeadway({ report }: RuleInput, entity: FeedEntity, trip: TripDescriptor): void {
  const place = placeOf(entity)
  const { tripId, startDate, startTime, scheduleRelationship } = trip
  if (!startDate) report('E006', place, `trip ${tripId} runs by headway and has no start_date`)
  if (!startTime) report('E006', place, `trip ${tripId} runs by headway and has no start_time`)
  if (scheduleRelationship !== undefined && scheduleRelationship !== 'UNSCHEDULED') {
    report('E013', place, `trip ${tripId} runs by headway and is ${scheduleRelationship}, not UNSCHEDULED`)
  }
  if (!place.vehicleId) report('W005', place, `trip ${tripId} runs by headway and has no vehicle id`)
}
