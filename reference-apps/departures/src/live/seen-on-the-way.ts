import type { LiveState } from './live-state.ts'
import type { TripRun } from './trip-run.ts'

/**
 * Vehicles that were first seen in the middle of a trip and have left no stop since: about when they left the one behind
 * them follows from how far they have come.
 */
export function seenOnTheWay({ matcher, days }: LiveState): { run: TripRun; place: number; leftS: number }[] {
  const found: { run: TripRun; place: number; leftS: number }[] = []
  for (const { current } of matcher.vehicles.values()) {
    const { run, location, path, speed, atS } = current
    const place = location.passed
    if (place < 0 || run.reached !== place || !Number.isNaN(run.departedS[place] ?? 0)) continue
    const rider = days.get(run.date)?.predictions.get(run)?.rider[place + 1]
    if (rider !== undefined && !Number.isNaN(rider)) continue
    const behind = Math.max(0, location.along - (path.stopAlong[place] ?? 0))
    found.push({ run, place, leftS: atS - behind / speed })
  }
  return found
}
