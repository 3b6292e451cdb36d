import type { FeedEntity } from '../realtime/feed.ts'
import { type Estimate, estimates } from './estimates.ts'
import { cancelledEntity, runEntity } from './feed-entities.ts'
import type { LiveState } from './live-state.ts'
import { publishedFeed } from './published-feed.ts'
import { isOver, isSilent } from './run-standing.ts'
import { boardOf } from './stop-board.ts'
import { tellChanges } from './told-board.ts'
import { scheduledDeparture, type TripRun } from './trip-run.ts'

/** Makes feed and board of the moment; answers the stops whose departures changed. */
export function publish(state: LiveState): string[] {
  const { nowS, inForce } = state
  if (!inForce) return []
  const entities: FeedEntity[] = []
  const estimatesOf = new Map<TripRun, Estimate[]>()
  for (const day of state.days.values()) {
    for (const run of day.runOf) {
      if (isOver(state, run)) continue
      if (run.isCancelled) {
        if (scheduledDeparture(run, 0) - nowS < 6 * 3600) entities.push(cancelledEntity(run))
        continue
      }
      // A vehicle of which nothing new is heard gives nothing: its trip is left to the schedule.
      const silent = isSilent(state, run)
      const prediction = silent ? undefined : day.predictions.get(run)
      const ahead = estimates(run, prediction, nowS)
      estimatesOf.set(run, ahead)
      const hasNews = prediction !== undefined || run.skipped.size > 0 || (run.reached >= 0 && !silent)
      const entity = hasNews ? runEntity(run, prediction, ahead, nowS) : undefined
      if (entity) entities.push(entity)
    }
  }
  const ours = new Set(entities.map(({ id }) => id))
  const timestamp = Math.floor(nowS)
  for (const entity of state.news.added) if (!ours.has(entity.id)) entities.push(toldBy(entity, timestamp))
  state.published = publishedFeed(entities, timestamp, inForce.schedule.feedVersion)
  state.board = boardOf(state.days.values(), (_, run) => estimatesOf.get(run), nowS)
  return tellChanges(state.toldBoard, state.board, nowS)
}

/** An agency's own entity, whose feed may have been read a moment after the one that says what time it is. */
function toldBy(entity: FeedEntity, timestamp: number): FeedEntity {
  const { tripUpdate } = entity
  if (!tripUpdate?.timestamp || tripUpdate.timestamp <= timestamp) return entity
  return { ...entity, tripUpdate: { ...tripUpdate, timestamp } }
}
