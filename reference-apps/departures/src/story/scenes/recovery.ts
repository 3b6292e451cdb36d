import { count, seconds } from '../amounts.ts'
import { liveThrough, untilJoined } from '../city-days.ts'
import type { DayScores } from '../departures-status.ts'
import { meanError } from '../mean-error.ts'
import { fail, type Scene } from '../scene.ts'
import { addDays, datesBetween } from '../service-date.ts'
import { settleRuns } from '../settle-runs.ts'
import { detourDay } from '../story-plan.ts'
import { tellDay } from '../tell-day.ts'
import { tellScores } from '../tell-scores.ts'

/** Some days more: the error inside the detour before and after the retraining, and how all predictors did. */
export const recovery: Scene = {
  name: 'recovery',
  limitS: 240,
  async play(stage) {
    const { world, tell, memory } = stage
    const detourFrom = memory.detourFrom ?? detourDay(world.plan)
    const seenOn = memory.driftSeenOn ?? detourFrom
    const last = addDays(seenOn, world.plan.daysAfter)
    let days: DayScores[] = []
    // Day by day: what is found later is retrained later.
    for (const date of datesBetween(addDays(seenOn, 1), addDays(last, 1))) {
      days = await liveThrough(stage, date)
      tellDay(stage, days, date)
      await untilJoined(stage, date)
      await settleRuns(stage)
    }
    const before = days.filter(({ date }) => date >= detourFrom && date <= seenOn)
    const after = days.filter(({ date }) => date > seenOn && date <= last)
    const frozen = meanError(before, 'underDetour', 'deployed')
    const retrained = meanError(after, 'underDetour', 'deployed')
    const kalman = meanError(after, 'underDetour', 'kalman')
    tell.say(
      `inside the detour, ${count(frozen?.n ?? 0, 'prediction')} before and ${count(retrained?.n ?? 0)} after: ` +
        `mean error ${seconds(frozen?.mae)} before, ${seconds(retrained?.mae)} after; ` +
        `Kalman ${seconds(meanError(before, 'underDetour', 'kalman')?.mae)} before, ${seconds(kalman?.mae)} after`,
    )
    tellScores(stage, days)
    if (!frozen || !retrained || !kalman) fail(stage, 'there are no scores from inside the detour')
    if (retrained.mae >= kalman.mae) {
      fail(stage, `after the retraining the error inside the detour is not below that of the Kalman baseline`)
    }
  },
}
