import { count } from './amounts.ts'
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

/** Waits until monitoring has joined the outcomes it was told, so that what it says is about all of them. */
export async function untilJoined(stage: Stage): Promise<number> {
  const { world } = stage
  let seen = -1
  let since = Date.now()
  return until(stage, 'monitoring has joined outcomes to predictions', async (note) => {
    const { monitor } = await world.operator.request<{
      monitor: { predictionCount: number; outcomeCount: number } | null
    }>(`query ($endpoint: String!) { monitor(endpoint: $endpoint) { predictionCount outcomeCount } }`, {
      endpoint: world.model,
    })
    const joined = monitor?.outcomeCount ?? 0
    note(`${count(joined)} of ${count(monitor?.predictionCount ?? 0)} predictions have their outcome`)
    if (joined !== seen) {
      seen = joined
      since = Date.now()
    }
    return joined > 0 && Date.now() - since > settledMs ? joined : undefined
  })
}

const settledMs = 3000
