import { count, percent, seconds } from '../amounts.ts'
import { liveThrough, untilJoined } from '../city-days.ts'
import { meanError } from '../mean-error.ts'
import { listReports } from '../monitor-reports.ts'
import { fail, type Scene, until } from '../scene.ts'
import { addDays } from '../service-date.ts'
import { detourDay, liveDay } from '../story-plan.ts'

/** Days on which nothing out of the ordinary happens: monitoring tests much and finds nothing. */
export const quietWeek: Scene = {
  name: 'quiet',
  limitS: 240,
  async play(stage) {
    const { world, tell } = stage
    const { plan, model } = world
    const from = liveDay(plan)
    const last = addDays(detourDay(plan), -1)
    tell.say(
      `${count(plan.quietDays, 'day')} from ${from} to ${last}, the clock put forward: predictions are made at every ` +
        'departure, in batches',
    )
    const days = (await liveThrough(stage, last)).filter(({ date }) => date >= from && date <= last)
    const joined = await untilJoined(stage, last)
    const deployed = meanError(days, 'all', 'deployed')
    const kalman = meanError(days, 'all', 'kalman')
    tell.say(
      `${count(joined, 'prediction')} met their outcome; mean error ${seconds(deployed?.mae)}, Kalman ${seconds(kalman?.mae)} ` +
        `on ${count(deployed?.n ?? 0, 'prediction')}`,
    )
    // The last day's window closes with the first data after it.
    const wanted = plan.quietDays - 1
    const tested = await until(stage, 'monitoring has tested the windows', async (note) => {
      const drift = await listReports(world.operator, model, 'driftReports')
      const errors = await listReports(world.operator, model, 'performanceReports')
      note(`${drift.length} windows are tested for drift, ${errors.length} for errors`)
      return drift.length >= wanted && errors.length >= wanted ? [...drift, ...errors] : undefined
    })
    const tests = tested.reduce((sum, { testedCount }) => sum + testedCount, 0)
    const told = tested.filter(({ affectedCount }) => affectedCount > 0)
    const found = tested.reduce((sum, { suspectedCount }) => sum + suspectedCount, 0)
    if (told.length > 0) {
      fail(
        stage,
        `drift was told of in a quiet week: ${told.map(({ id, affectedCount }) => `${id} ${affectedCount}`).join(', ')}`,
      )
    }
    tell.say(
      `${count(tests, 'partition test')} in ${count(tested.length, 'report')}, ${count(found)} discoveries in single windows` +
        ` (${percent(found / Math.max(1, tests), 2)}), none confirmed: no drift`,
    )
  },
}
