import type { FeedEntity, StopTimeUpdate } from '../feed.ts'
import { checkAgainstPattern } from './pattern-rules.ts'
import { isDropped, nameOf, type Place, placeOf, type RuleInput } from './rule-input.ts'

/** E002 E009 E036 E037 E040–E046 E051: what a trip update says of its stops. */
export function checkStopTimes(rules: RuleInput): void {
  for (const entity of rules.feed.entities) {
    const { tripUpdate } = entity
    if (!tripUpdate) continue
    const updates = tripUpdate.stopTimeUpdates
    if (updates.length === 0 && !isDropped(tripUpdate.trip)) {
      rules.report('E041', placeOf(entity), `${nameOf(entity)} has no stop time updates and is not cancelled`)
    }
    for (const [k, update] of updates.entries()) {
      checkOne(rules, entity, update)
      const before = updates[k - 1]
      if (before) checkRepeated(rules, entity, before, update)
    }
    checkAgainstPattern(rules, entity, tripUpdate)
  }
}

function checkOne({ report }: RuleInput, entity: FeedEntity, update: StopTimeUpdate): void {
  const { stopSequence, stopId, arrival, departure, scheduleRelationship } = update
  const place = placeOf(entity, stopSequence)
  const name = stopName(entity, update)
  if (stopSequence === undefined && !stopId) {
    report('E040', place, `${nameOf(entity)} has a stop time update without stop_sequence and stop_id`)
  }
  if (scheduleRelationship === 'NO_DATA') {
    if (arrival ?? departure) report('E042', place, `${name} is NO_DATA and has a time`)
    return
  }
  if (scheduleRelationship === 'SKIPPED') return
  if (!arrival && !departure) report('E043', place, `${name} has neither arrival nor departure`)
  for (const [event, what] of [[arrival, 'arrival'] as const, [departure, 'departure'] as const]) {
    if (!event || event.time !== undefined || event.delay !== undefined) continue
    report('E044', place, `${what} at ${name} has neither time nor delay`)
  }
}

function checkRepeated(
  { report }: RuleInput,
  entity: FeedEntity,
  before: StopTimeUpdate,
  update: StopTimeUpdate,
): void {
  const { stopSequence, stopId } = update
  const place: Place = placeOf(entity, stopSequence)
  if (stopSequence !== undefined && stopSequence === before.stopSequence) {
    report('E036', place, `${nameOf(entity)} has stop_sequence ${stopSequence} twice in a row`)
  }
  if (stopId && stopId === before.stopId) {
    report('E037', place, `${nameOf(entity)} has stop ${stopId} twice in a row`)
  }
}

function stopName(entity: FeedEntity, { stopSequence, stopId }: StopTimeUpdate): string {
  return `${nameOf(entity)} at stop ${stopSequence ?? stopId}`
}
