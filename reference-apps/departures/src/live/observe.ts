import { applyNews, takeDeparture } from './day-in-hand.ts'
import { findRun } from './find-run.ts'
import type { LiveState } from './live-state.ts'
import { forgetVehicles, matchFixes, type StopVisit } from './matcher/matcher.ts'
import type { VehicleFix } from './matcher/vehicle-fix.ts'
import { type Outcome, outcomesOf } from './outcomes.ts'

/** Takes the fixes of one moment into the days in hand: what was observed, and what came true of predictions. */
export function observe(
  state: LiveState,
  fixes: readonly VehicleFix[],
): { visits: StopVisit[]; outcomes: Outcome[] } {
  const { inForce, nowS } = state
  if (!inForce) return { visits: [], outcomes: [] }
  for (const day of state.days.values()) applyNews(day, state.news)
  const { visits, standing, runOf } = matchFixes(
    state.matcher,
    fixes,
    nowS,
    (fix) => findRun(state.days, fix),
    inForce.pathOf,
  )
  state.standing = standing
  state.runOf = runOf
  const outcomes: Outcome[] = []
  for (const visit of visits) {
    const day = state.days.get(visit.run.date)
    if (!day) continue
    takeDeparture(day, visit.run, visit.place, visit.departedS, visit.arrivedS)
    outcomes.push(...outcomesOf(state.awaited, visit, nowS, state.scores))
  }
  forgetVehicles(state.matcher, nowS)
  state.awaited.forget((key) => !state.days.has(key.slice(0, 10)))
  state.visitsRecorded += visits.length
  return { visits, outcomes }
}
