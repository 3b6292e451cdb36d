import type { Feed, FeedEntity, TripUpdate } from '../realtime/feed.ts'

/** What an agency's own system says of the service: trips that do not run, stops left out, trips that were added. */
export type ServiceNews = {
  /** By trip id and, where given, date (`<trip>` or `<date>/<trip>`). */
  cancelled: Set<string>
  /** Stops left out, by the same keys: sequences and ids. */
  skipped: Map<string, { sequence: number | undefined; stopId: string | undefined }[]>
  /** Trips that are in no schedule, as they came. */
  added: FeedEntity[]
  /** All updates with times, by the same keys. */
  updates: Map<string, TripUpdate>
}

export function noServiceNews(): ServiceNews {
  return { cancelled: new Set(), skipped: new Map(), added: [], updates: new Map() }
}

/** Reads a TripUpdates feed. */
export function readServiceNews(feed: Feed): ServiceNews {
  const news = noServiceNews()
  for (const entity of feed.entities) {
    const { tripUpdate: update } = entity
    if (!update || entity.isDeleted) continue
    const key = keyOf(update)
    switch (update.trip.scheduleRelationship) {
      case 'CANCELED':
      case 'DELETED':
        if (key) news.cancelled.add(key)
        continue
      case 'ADDED':
      case 'NEW':
      case 'UNSCHEDULED':
      case 'DUPLICATED':
      case 'REPLACEMENT':
        news.added.push(entity)
        continue
    }
    if (!key) continue
    news.updates.set(key, update)
    const skipped = update.stopTimeUpdates.filter((stop) => stop.scheduleRelationship === 'SKIPPED')
    if (skipped.length > 0) {
      news.skipped.set(
        key,
        skipped.map(({ stopSequence, stopId }) => ({ sequence: stopSequence, stopId })),
      )
    }
  }
  return news
}

function keyOf({ trip }: TripUpdate): string | undefined {
  if (!trip.tripId) return undefined
  const date = trip.startDate
  if (!date || !/^\d{8}$/.test(date)) return trip.tripId
  return `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}/${trip.tripId}`
}
