import type { Feed, FeedEntity, Position } from './feed.ts'
import { damaged, looksLike } from './feed-damage.ts'

/** INVALID_ARGUMENT naming the entity when a decoded feed lacks what the protocol requires. */
export function checkRequired(bytes: Uint8Array, feed: Partial<Feed>): asserts feed is Feed {
  if (feed.header === undefined) {
    throw damaged(`the feed is ${looksLike(bytes) ?? `${bytes.length} bytes without a header`}`)
  }
  if (feed.header.version === undefined) throw damaged('the header of the feed has no gtfs_realtime_version')
  for (const [index, entity] of (feed.entities ?? []).entries()) {
    const missing = missingField(entity)
    if (missing) {
      throw damaged(
        `entity ${index + 1} of the feed (id ${JSON.stringify(entity.id ?? null)}) has no ${missing}`,
      )
    }
  }
}

function missingField(entity: Partial<FeedEntity>): string | undefined {
  if (entity.id === undefined) return 'id'
  if (entity.tripUpdate && entity.tripUpdate.trip === undefined) return 'trip in its trip_update'
  const position: Partial<Position> | undefined = entity.vehicle?.position
  if (position && position.latitude === undefined) return 'latitude in its position'
  if (position && position.longitude === undefined) return 'longitude in its position'
  return undefined
}
