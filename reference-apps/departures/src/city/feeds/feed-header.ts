import type { FeedHeader } from '../../realtime/feed.ts'
import type { LiveDay } from './live-day.ts'

/** The header of a feed made at a moment (epoch seconds). */
export function feedHeader(days: readonly LiveDay[], nowS: number): FeedHeader {
  return {
    version: '2.0',
    timestamp: Math.floor(nowS),
    incrementality: 'FULL_DATASET',
    feedVersion: days.at(-1)?.schedule.feedVersion,
  }
}
