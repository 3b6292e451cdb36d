import type { Schedule } from '../gtfs/schedule.ts'
import type { Feed } from './feed.ts'
import type { FeedName, Finding } from './finding.ts'
import { checkAlerts } from './rules/alert-rules.ts'
import { detoursOf } from './rules/detours.ts'
import { checkFrequencies } from './rules/frequency-rules.ts'
import { checkHeader } from './rules/header-rules.ts'
import { checkPairing } from './rules/pairing-rules.ts'
import type { Place, RuleInput } from './rules/rule-input.ts'
import { checkStops } from './rules/stop-rules.ts'
import { checkStopTimes } from './rules/stop-time-rules.ts'
import { checkTimeOrder } from './rules/time-order-rules.ts'
import { checkTimestamps } from './rules/timestamp-rules.ts'
import { checkTrips } from './rules/trip-rules.ts'
import { checkVehicles } from './rules/vehicle-rules.ts'

export type Feeds = {
  tripUpdates?: Feed | undefined
  vehiclePositions?: Feed | undefined
  alerts?: Feed | undefined
}

export type ValidateInput = Feeds & {
  schedule: Schedule
  /** The feeds as they were read before, for the rules about change. */
  previous?: Feeds | undefined
  /** Epoch seconds. */
  now: number
}

/**
 * Checks feeds by the rules that the GTFS-Realtime validator of MobilityData publishes: E001–E052 but E005, E007, E008,
 * E010 and E014 (which it does not run either), W001–W009. The trip relationships NEW and REPLACEMENT, which are younger than the rules,
 * are taken as ADDED is; a REPLACEMENT may also name a trip of the schedule, as it must by the specification of today.
 */
export function validateFeeds(input: ValidateInput): Finding[] {
  const findings: Finding[] = []
  const { schedule, previous, now } = input
  const detours = detoursOf([input.tripUpdates, input.vehiclePositions, input.alerts], now)
  const feeds: [FeedName, Feed | undefined, Feed | undefined][] = [
    ['trip updates', input.tripUpdates, previous?.tripUpdates],
    ['vehicle positions', input.vehiclePositions, previous?.vehiclePositions],
    ['alerts', input.alerts, previous?.alerts],
  ]
  for (const [name, feed, before] of feeds) {
    if (!feed) continue
    const report = (rule: string, place: Place, message: string) => {
      const severity = rule.startsWith('E') ? 'error' : 'warning'
      findings.push({ rule, severity, feed: name, ...place, message })
    }
    const rules: RuleInput = { schedule, feed, before, now, detours, report }
    checkHeader(rules)
    checkTimestamps(rules)
    checkTrips(rules)
    checkFrequencies(rules)
    checkStops(rules)
    checkStopTimes(rules)
    checkTimeOrder(rules)
    checkVehicles(rules)
    checkAlerts(rules)
    if (name === 'trip updates' && input.vehiclePositions) checkPairing(rules, input.vehiclePositions)
  }
  return findings
}
