import type { DomainError } from '@headway/kit/errors'
import type { Schedule } from '../gtfs/schedule.ts'
import { localDate } from '../gtfs/service-day-start.ts'
import type { Feed } from '../realtime/feed.ts'
import type { Finding } from '../realtime/finding.ts'
import { validateFeeds } from '../realtime/validate.ts'
import type { ArchiveNames } from './archive-names.ts'
import { checkAlerts } from './check-alerts.ts'
import { checkArchive } from './check-archive.ts'
import { checkRules } from './check-rules.ts'
import { checkSchedule } from './check-schedule.ts'
import { type CheckSection, sectionLines } from './check-section.ts'
import { checkTripUpdates } from './check-trip-updates.ts'
import { checkVehicles } from './check-vehicles.ts'
import { whyUseless } from './why-useless.ts'

/** Until four in the morning it is the service day before that ends. */
const nightS = 4 * 3600

export type AgencyFeeds = {
  vehiclePositions: Feed
  alerts?: Feed | undefined
  tripUpdates?: Feed | undefined
}

/** The report on an agency's feeds before anything starts. */
export type FeedCheck = {
  sections: CheckSection[]
  findings: Finding[]
  /** Why nothing could be predicted from these feeds (FAILED_PRECONDITION); undefined when they are worth a start. */
  useless: DomainError | undefined
}

/** Checks feeds, as of the moment of the vehicle positions, and an archive against a schedule. */
export function checkFeeds(schedule: Schedule, feeds: AgencyFeeds, archive?: ArchiveNames): FeedCheck {
  const { vehiclePositions, alerts, tripUpdates } = feeds
  const now = vehiclePositions.header.timestamp
  const date = localDate(schedule, now - nightS)
  const findings = validateFeeds({ schedule, ...feeds, now })
  const vehicles = checkVehicles(schedule, vehiclePositions)
  const past = archive && checkArchive(schedule, archive)
  return {
    sections: [
      checkSchedule(schedule, date),
      vehicles,
      ...(alerts ? [checkAlerts(schedule, alerts)] : []),
      ...(tripUpdates ? [checkTripUpdates(schedule, tripUpdates)] : []),
      ...(past ? [past] : []),
      checkRules(findings),
    ],
    findings,
    useless: whyUseless({ schedule, date, vehiclePositions, vehicles, archive: past }),
  }
}

/** The report as lines of text. */
export function checkLines({ sections, useless }: FeedCheck): string[] {
  if (!useless) return sections.flatMap(sectionLines)
  const { message, field, value, expected } = useless
  return [
    ...sections.flatMap(sectionLines),
    `cannot go on: ${message}`,
    `  ${field} is ${JSON.stringify(value)}, expected ${expected}`,
  ]
}
