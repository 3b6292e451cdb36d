import { createHash } from 'node:crypto'
import { encodeFeed, type Feed, type FeedEntity } from '../realtime/feed.ts'

/** The feed as it is served, until the next one. */
export type PublishedFeed = {
  feed: Feed
  bytes: Uint8Array
  etag: string
  /** Seconds since 1970, of the time the feed speaks of. */
  timestamp: number
  trips: number
  stopTimes: number
}

/** A whole TripUpdates feed of that moment. */
export function publishedFeed(
  entities: FeedEntity[],
  timestamp: number,
  feedVersion: string | null,
): PublishedFeed {
  const feed: Feed = {
    header: {
      version: '2.0',
      incrementality: 'FULL_DATASET',
      timestamp,
      ...(feedVersion === null ? {} : { feedVersion }),
    },
    entities,
  }
  const bytes = encodeFeed(feed)
  return {
    feed,
    bytes,
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    timestamp,
    trips: entities.length,
    stopTimes: entities.reduce((sum, { tripUpdate }) => sum + (tripUpdate?.stopTimeUpdates.length ?? 0), 0),
  }
}
