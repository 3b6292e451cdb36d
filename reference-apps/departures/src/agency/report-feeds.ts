import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DomainError } from '@headway/kit/errors'
import { openTables } from '@headway/tables/tables'
import { readSchedule } from '../gtfs/read-schedule.ts'
import { decodeFeed, type Feed } from '../realtime/feed.ts'
import type { DeparturesFeeds } from '../story/departures-app.ts'
import { type ArchiveNames, archiveNames } from './archive-names.ts'
import { checkFeeds, checkLines } from './check-feeds.ts'
import { readSource, sourceName } from './read-source.ts'

/**
 * Reads an agency's feeds once, prints what joins and what does not, and answers whether anything could be predicted
 * from them. Errors name the source: it cannot be read, or is damaged.
 */
export async function reportFeeds(feeds: DeparturesFeeds, print: (line: string) => void): Promise<boolean> {
  const schedule = readSchedule(await readSource(feeds.gtfs))
  const vehiclePositions = await readFeed(feeds.vehiclePositions)
  const alerts = feeds.alerts === undefined ? undefined : await readFeed(feeds.alerts)
  const tripUpdates = feeds.tripUpdates === undefined ? undefined : await readFeed(feeds.tripUpdates)
  const archive = feeds.tides === undefined ? undefined : await readArchive(feeds.tides)
  const check = checkFeeds(schedule, { vehiclePositions, alerts, tripUpdates }, archive)
  for (const line of checkLines(check)) print(line)
  if (feeds.tides === undefined && !check.useless) {
    print(
      'no archive (--tides): stop visits are recorded, and learned from once there are enough days of them',
    )
  }
  return check.useless === undefined
}

async function readFeed(source: string): Promise<Feed> {
  const bytes = await readSource(source)
  try {
    return decodeFeed(bytes)
  } catch (cause) {
    if (!(cause instanceof DomainError)) throw cause
    throw new DomainError(cause.code, `${sourceName(source)} is no GTFS-Realtime feed: ${cause.message}`, {
      cause,
    })
  }
}

async function readArchive(folder: string): Promise<ArchiveNames> {
  const tempDir = await mkdtemp(join(tmpdir(), 'headway-agency-'))
  try {
    await using tables = await openTables({ memoryLimit: '700MB', threads: 2, tempDir })
    return await archiveNames(tables, folder)
  } finally {
    await rm(tempDir, { recursive: true, force: true })
  }
}
