import type { FeedEntity } from '../feed.ts'
import { nameOf, placeOf, type RuleInput } from './rule-input.ts'

/** E011 E015: the stops that are named exist, and vehicles stop there. */
export function checkStops(rules: RuleInput): void {
  for (const entity of rules.feed.entities) {
    for (const { stopId, stopSequence, stopTimeProperties } of entity.tripUpdate?.stopTimeUpdates ?? []) {
      checkStop(rules, entity, stopId, stopSequence)
      checkStop(rules, entity, stopTimeProperties?.assignedStopId, stopSequence)
    }
    checkStop(rules, entity, entity.vehicle?.stopId, entity.vehicle?.currentStopSequence)
    for (const { stopId } of entity.alert?.informedEntities ?? []) {
      if (!stopId || rules.schedule.stops.has(stopId)) continue
      const message = `alert ${entity.id} informs of stop ${stopId}, which the schedule does not have`
      rules.report('E011', placeOf(entity), message)
    }
  }
}

function checkStop(
  { schedule, report }: RuleInput,
  entity: FeedEntity,
  stopId: string | undefined,
  stopSequence: number | undefined,
): void {
  if (!stopId) return
  const stop = schedule.stops.get(stopId)
  const place = placeOf(entity, stopSequence)
  if (!stop) {
    report('E011', place, `${nameOf(entity)} names stop ${stopId}, which the schedule does not have`)
  } else if (stop.locationType !== 0) {
    const message = `${nameOf(entity)} names ${stopId}, which is no stop but of location_type ${stop.locationType}`
    report('E015', place, message)
  }
}
