import type { Feed } from '../realtime/feed.ts'
import { onCityClocks } from './city-time.ts'
import { type Stage, until } from './scene.ts'

type BoardSeen = {
  name: string
  departures: {
    route: string
    headsign: string | null
    scheduledAt: string | null
    predictedAt: string | null
    earliestAt: string | null
    latestAt: string | null
    source: string | null
  }[]
}

const rows = 4

/** Asks the graph for a stop's board, as an operation to paste, and tells the answer. */
export async function tellBoard(stage: Stage, feed: Feed): Promise<void> {
  const { world, tell } = stage
  const stopId = busiestStop(feed)
  const operation = `{ stop(id: "${stopId}") { name departures(first: ${rows}) { route headsign scheduledAt predictedAt earliestAt latestAt source } } }`
  const board = await until(stage, `the board of stop ${stopId} is answered`, async () => {
    const { stop } = await world.operator.request<{ stop: BoardSeen | null }>(operation)
    return stop && stop.departures.length > 0 ? stop : undefined
  })
  tell.say(`the board of ${board.name}, to paste into ${world.shown.graphiqlUrl}:`)
  tell.add(operation)
  const at = (time: string | null) => timeOfDay(stage, time)
  for (const {
    route,
    headsign,
    scheduledAt,
    predictedAt,
    earliestAt,
    latestAt,
    source,
  } of board.departures) {
    tell.add(
      `${route.padEnd(5)} ${(headsign ?? '').padEnd(24)} due ${at(scheduledAt)}  leaves ${at(predictedAt)}` +
        ` (${at(earliestAt)} to ${at(latestAt)})  ${source ?? ''}`,
    )
  }
}

/** The stop with the most departures in the feed. */
function busiestStop(feed: Feed): string {
  const counts = new Map<string, number>()
  for (const { tripUpdate } of feed.entities) {
    for (const { stopId, departure } of tripUpdate?.stopTimeUpdates ?? []) {
      if (stopId && departure) counts.set(stopId, (counts.get(stopId) ?? 0) + 1)
    }
  }
  const [most] = [...counts].toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
  return most?.[0] ?? ''
}

/** The time of day on the city's clocks. */
function timeOfDay({ world }: Stage, time: string | null): string {
  return time === null ? '--:--:--' : onCityClocks(world.plan, time).slice(11)
}
