import type { FeedEntity } from '../feed.ts'
import { isPosixTime } from './posix-time.ts'
import { nameOf, placeOf, type RuleInput } from './rule-input.ts'

const mostAheadS = 60

/** E001 E012 E050 W001: the timestamps of trip updates, vehicles and alerts. */
export function checkTimestamps(rules: RuleInput): void {
  for (const entity of rules.feed.entities) {
    if (entity.tripUpdate) checkMeasured(rules, entity, entity.tripUpdate.timestamp)
    if (entity.vehicle) checkMeasured(rules, entity, entity.vehicle.timestamp)
    for (const { start, end } of entity.alert?.activePeriods ?? []) {
      for (const time of [start, end]) {
        if (!time || isPosixTime(time)) continue
        const message = `active_period of alert ${entity.id} has ${time}, which is not in seconds since 1970`
        rules.report('E001', placeOf(entity), message)
      }
    }
  }
}

function checkMeasured(
  { feed, now, report }: RuleInput,
  entity: FeedEntity,
  timestamp: number | undefined,
): void {
  const place = placeOf(entity)
  const name = nameOf(entity)
  if (!timestamp) {
    report('W001', place, `${name} has no timestamp`)
    return
  }
  const header = feed.header.timestamp
  if (header !== 0 && timestamp > header) {
    report('E012', place, `${name} has a timestamp ${timestamp - header} s after the header's`)
  }
  if (!isPosixTime(timestamp)) {
    report('E001', place, `${name} has timestamp ${timestamp}, which is not in seconds since 1970`)
  } else if (timestamp - now > mostAheadS) {
    report('E050', place, `${name} has a timestamp ${timestamp - now} s in the future`)
  }
}
