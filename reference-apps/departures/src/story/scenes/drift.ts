import { count, seconds } from '../amounts.ts'
import { liveThrough, untilJoined } from '../city-days.ts'
import { meanError } from '../mean-error.ts'
import { listReports } from '../monitor-reports.ts'
import { listRuns } from '../pipeline-run.ts'
import { fail, type Scene, type Stage, until } from '../scene.ts'
import { addDays } from '../service-date.ts'
import { detourDay } from '../story-plan.ts'
import { tellWorst } from '../tell-worst.ts'

/** How long monitoring gets to test a day's window after its outcomes are joined, before another day is lived. */
const patienceMs = 8000

/** Day by day, until monitoring is sure that something has changed. */
export const drift: Scene = {
  name: 'drift',
  limitS: 300,
  async play(stage) {
    const { world, tell, memory } = stage
    const from = memory.detourFrom ?? detourDay(world.plan)
    for (let day = 0; day < world.plan.detourDays; day++) {
      const date = addDays(from, day)
      const scores = await liveThrough(stage, date)
      const today = scores.filter((one) => one.date === date)
      const inside = meanError(today, 'underDetour', 'deployed')
      const kalman = meanError(today, 'underDetour', 'kalman')
      tell.say(
        `${date}: mean error ${seconds(meanError(today, 'all', 'deployed')?.mae)}; inside the detour ${seconds(inside?.mae)}, ` +
          `Kalman ${seconds(kalman?.mae)}, ${count(inside?.n ?? 0, 'prediction')}`,
      )
      await untilJoined(stage)
      const told = await confirmed(stage)
      if (!told) continue
      memory.driftReport = told.id
      memory.driftSeenOn = date
      tell.say(
        `${told.kind}: ${count(told.partitionCount, 'partition')} of ${count(told.testedCount)} tested, ` +
          `window ${told.windowStart.slice(0, 10)}, report ${told.id}`,
      )
      await tellWorst(stage, told.kind, told.id)
      return
    }
    fail(stage, `no drift was noticed within ${count(world.plan.detourDays, 'day')} of the detour`)
  },
}

/** What monitoring has told of on the bus: a change of features or of the error; undefined when there is nothing yet. */
async function confirmed(stage: Stage) {
  const { operator, model } = stage.world
  const until_ = Date.now() + patienceMs
  return until(stage, 'monitoring has looked at the windows', async () => {
    const performance = await listReports(operator, model, 'performanceReports')
    const drifted = await listReports(operator, model, 'driftReports')
    const runs = await listRuns(operator, model)
    const kinds = [
      ...performance.map((report) => ({ ...report, kind: 'monitoring.performance.degraded' as const })),
      ...drifted.map((report) => ({ ...report, kind: 'monitoring.drift.detected' as const })),
    ]
    const found = kinds.find((report) => report.confirmed)
    const isAnswered = runs.some(({ trigger }) => trigger !== null)
    if (found && isAnswered) return { ...found }
    return Date.now() > until_ ? null : undefined
  })
}
