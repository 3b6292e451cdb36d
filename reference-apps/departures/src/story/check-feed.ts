import { readSchedule } from '../gtfs/read-schedule.ts'
import { decodeFeed, type Feed } from '../realtime/feed.ts'
import type { Finding } from '../realtime/finding.ts'
import { validateFeeds } from '../realtime/validate.ts'
import { bytes, count } from './amounts.ts'
import { askBytes } from './ask-json.ts'
import { fail, type Stage, until } from './scene.ts'

/** Reads the TripUpdates feed as a trip planner would, has it validated against the schedule, and tells its figures. */
export async function checkFeed(stage: Stage): Promise<Feed> {
  const { world, tell } = stage
  const path = '/trip-updates.pb'
  const { feed, size, findings } = await until(stage, 'the feed is read', async () => {
    const zip = await askBytes(`${world.cityUrl}/gtfs.zip`)
    const published = await askBytes(world.departuresUrl + path)
    const decoded = decodeFeed(published)
    const found = validateFeeds({
      schedule: readSchedule(zip),
      tripUpdates: decoded,
      now: decoded.header.timestamp,
    })
    return { feed: decoded, size: published.byteLength, findings: found }
  })
  const updates = feed.entities.flatMap(({ tripUpdate }) => (tripUpdate ? [tripUpdate] : []))
  const stopTimes = updates.reduce((sum, { stopTimeUpdates }) => sum + stopTimeUpdates.length, 0)
  const errors = findings.filter(({ severity }) => severity === 'error')
  const warnings = findings.filter(({ severity }) => severity === 'warning')
  tell.say(
    `${world.shown.departuresUrl}${path}: ${count(updates.length, 'trip')}, ${count(stopTimes, 'stop time')}, ${bytes(size)}; ` +
      `${count(errors.length, 'validation error')}, ${count(warnings.length, 'warning')}${rulesOf(warnings)}`,
  )
  if (errors.length > 0) {
    fail(
      stage,
      `the feed breaks rules: ${errors
        .slice(0, 3)
        .map(({ rule, message }) => `${rule} ${message}`)
        .join('; ')}`,
    )
  }
  return feed
}

/** How often each rule was broken, such as ` (W003 ×6)`. */
function rulesOf(findings: readonly Finding[]): string {
  const counts = new Map<string, number>()
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1)
  return counts.size === 0 ? '' : ` (${[...counts].map(([rule, times]) => `${rule} ×${times}`).join(', ')})`
}
