import type { EntitySelector, FeedEntity } from '../feed.ts'
import type { RuleInput } from './rule-input.ts'

/** E003 E004 E030–E035: what alerts inform of. */
export function checkAlerts(rules: RuleInput): void {
  for (const entity of rules.feed.entities) {
    if (!entity.alert) continue
    if (entity.alert.informedEntities.length === 0) {
      rules.report('E032', { entity: entity.id }, `alert ${entity.id} informs of nothing`)
    }
    for (const selector of entity.alert.informedEntities) checkSelector(rules, entity, selector)
  }
}

function checkSelector({ schedule, report }: RuleInput, { id }: FeedEntity, selector: EntitySelector): void {
  const { agencyId, routeId, routeType, stopId, trip } = selector
  const place = { entity: id, tripId: trip?.tripId }
  const isNamed = agencyId ?? routeId ?? routeType ?? stopId ?? trip?.tripId ?? trip?.routeId
  if (isNamed === undefined) report('E033', place, `alert ${id} has an informed entity that names nothing`)
  if (agencyId !== undefined && !schedule.agencies.has(agencyId)) {
    report('E034', place, `alert ${id} informs of agency ${agencyId}, which the schedule does not have`)
  }
  for (const named of new Set([routeId, trip?.routeId])) {
    if (!named || schedule.routes.has(named)) continue
    report('E004', place, `alert ${id} informs of route ${named}, which the schedule does not have`)
  }
  const scheduled = schedule.trips.get(trip?.tripId ?? '')
  if (scheduled && routeId && routeId !== scheduled.routeId) {
    const message = `alert ${id} informs of trip ${scheduled.id} of route ${routeId}, in the schedule ${scheduled.routeId}`
    report('E030', place, message)
  }
  if (scheduled && trip?.routeId && schedule.routes.has(trip.routeId) && trip.routeId !== scheduled.routeId) {
    const message = `alert ${id} informs of trip ${scheduled.id} of route ${trip.routeId}, in the schedule ${scheduled.routeId}`
    report('E035', place, message)
  }
  if (routeId && trip?.routeId && routeId !== trip.routeId) {
    report('E031', place, `alert ${id} informs of route ${routeId} and of a trip of route ${trip.routeId}`)
  }
}
