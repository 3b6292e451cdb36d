import { advanceTo } from './city-clock.ts'
import { cityTime } from './city-time.ts'
import { type DayScores, readScores, readStatus } from './departures-status.ts'
import { type Stage, until } from './scene.ts'

/** Hours after the start of a service day at which its last trips are over and archived. */
const overAfterHours = 28.5

/**
 * Lets the city live up to and with a service day: its archive is written, and the departures process has learned every
 * day of it, predicted what it would have predicted, and told monitoring what came true. Answers the scores of all days.
 */
export async function liveThrough(stage: Stage, date: string): Promise<DayScores[]> {
  const { world } = stage
  await advanceTo(stage, cityTime(world.plan, date, overAfterHours))
  return until(stage, `the departures process has learned ${date}`, async (note) => {
    const status = await readStatus(world.departuresUrl)
    note(
      `it has learned up to ${status.caughtUpThrough ?? 'none'}; ${status.problems.join('; ') || 'no problems'}`,
    )
    if (status.caughtUpThrough === null || status.caughtUpThrough < date) return undefined
    const scores = await readScores(world.departuresUrl)
    return scores.some((day) => day.date === date) ? scores : undefined
  })
}

/** Hours after the start of a service day by which nearly all of its predictions were made. */
const eveningHours = 20
/** A prediction that was made live just before the clock was put forward has no outcome. */
const mostOfAll = 0.9
/** Predictions that serving had not written to its log when it was killed are not logged: they are not waited for. */
const settledMs = 15_000

/** Waits until monitoring has read the predictions and outcomes of a service day; answers how many have met so far. */
export async function untilJoined(stage: Stage, date: string): Promise<number> {
  const { world } = stage
  let last = -1
  let movedAt = Date.now()
  const evening = cityTime(world.plan, date, eveningHours)
  return until(stage, `monitoring has read the outcomes of ${date}`, async (note) => {
    const { monitor } = await world.operator.request<{
      monitor: { predictionCount: number; outcomeCount: number; predictedThrough: string | null } | null
    }>(
      `query ($endpoint: String!) {
        monitor(endpoint: $endpoint) { predictionCount outcomeCount predictedThrough }
      }`,
      { endpoint: world.model },
    )
    if (!monitor) return undefined
    const { predictionCount, outcomeCount, predictedThrough } = monitor
    note(`${outcomeCount} of ${predictionCount} predictions, up to ${predictedThrough}, have their outcome`)
    if (predictionCount + outcomeCount !== last) movedAt = Date.now()
    last = predictionCount + outcomeCount
    const isRead = predictedThrough !== null && predictedThrough >= evening
    const isSettled = Date.now() - movedAt > settledMs
    return (isRead && outcomeCount >= mostOfAll * predictionCount) || isSettled ? outcomeCount : undefined
  })
}
