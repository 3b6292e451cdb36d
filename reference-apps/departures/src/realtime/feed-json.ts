import type { Feed } from './feed.ts'

const officialNames: Record<string, string> = {
  version: 'gtfs_realtime_version',
  entities: 'entity',
  stopTimeUpdates: 'stop_time_update',
  activePeriods: 'active_period',
  informedEntities: 'informed_entity',
  translations: 'translation',
}

/** A feed as JSON for people, with the field names of the specification. */
export function feedJson(feed: Feed): string {
  return JSON.stringify(renamed(feed), null, 2)
}

function renamed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renamed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [officialName(name), renamed(part)]))
}

function officialName(name: string): string {
  return officialNames[name] ?? name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
