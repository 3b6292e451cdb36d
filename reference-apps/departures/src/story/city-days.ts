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

/** Hours after the start of a service day by which nearly all of its vehicles have left their stops. */
const eveningHours = 20

/** Waits until monitoring has read what came true up to the evening of a service day; answers the outcomes joined so far. */
export async function untilJoined(stage: Stage, date: string): Promise<number> {
  const { world } = stage
  const evening = cityTime(world.plan, date, eveningHours)
  return until(stage, `monitoring has read the outcomes of ${date}`, async (note) => {
    const { monitor } = await world.operator.request<{
      monitor: { outcomeCount: number; observedThrough: string | null } | null
    }>(`query ($endpoint: String!) { monitor(endpoint: $endpoint) { outcomeCount observedThrough } }`, {
      endpoint: world.model,
    })
    const through = monitor?.observedThrough ?? null
    note(`it has read those up to ${through ?? 'none'}`)
    return monitor && through !== null && through >= evening ? monitor.outcomeCount : undefined
  })
}
