import { count } from '../amounts.ts'
import { liveThrough, untilJoined } from '../city-days.ts'
import { listReports } from '../monitor-reports.ts'
import { fail, type Scene, type Stage, until } from '../scene.ts'
import { addDays } from '../service-date.ts'
import { detourDay } from '../story-plan.ts'
import { tellDay } from '../tell-day.ts'
import { tellWorst } from '../tell-worst.ts'

/** A window in which nothing could be tested has no report: then another day is lived. */
const patienceMs = 30_000

const events = {
  performanceReports: 'monitoring.performance.degraded',
  driftReports: 'monitoring.drift.detected',
} as const

/** Day by day, until monitoring is sure that something has changed. */
export const drift: Scene = {
  name: 'drift',
  limitS: 300,
  async play(stage) {
    const { world, tell, memory } = stage
    const from = memory.detourFrom ?? detourDay(world.plan)
    // One window alone confirms nothing: the first two days are lived at once.
    for (let day = 1; day < world.plan.detourDays; day++) {
      const date = addDays(from, day)
      const scores = await liveThrough(stage, date)
      for (const lived of day === 1 ? [from, date] : [date]) tellDay(stage, scores, lived)
      await untilJoined(stage, date)
      const told = await confirmed(stage, date)
      if (!told) continue
      memory.driftReport = told.id
      memory.driftSeenOn = date
      tell.say(
        `${events[told.kind]}: ${count(told.affectedCount, 'partition')} of ${count(told.testedCount)} tested, ` +
          `${count(told.suspectedCount)} more suspected; window of ${told.windowStart.slice(0, 10)}, report ${told.id}`,
      )
      await tellWorst(stage, told.kind, told.id)
      return
    }
    fail(stage, `no drift was noticed within ${count(world.plan.detourDays, 'day')} of the detour`)
  },
}

/**
 * What monitoring has told of on the bus once it has tested the window before this day, which closes with the day's data:
 * a loss of performance or a drift of features; null when there is nothing.
 */
async function confirmed(stage: Stage, date: string) {
  const { operator, model } = stage.world
  const patientUntil = Date.now() + patienceMs
  return until(stage, `monitoring has tested the window before ${date}`, async () => {
    const errors = await listReports(operator, model, 'performanceReports')
    const drifted = await listReports(operator, model, 'driftReports')
    const found = [
      ...errors.map((report) => ({ ...report, kind: 'performanceReports' as const })),
      ...drifted.map((report) => ({ ...report, kind: 'driftReports' as const })),
    ].toSorted((a, b) => b.affectedCount - a.affectedCount)[0]
    if (found && found.affectedCount > 0) return found
    const isTested = [errors, drifted].every((reports) => reports.some(({ windowEnd }) => windowEnd >= date))
    return isTested || Date.now() > patientUntil ? null : undefined
  })
}
