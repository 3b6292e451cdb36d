import { count, seconds } from './amounts.ts'
import type { DayScores } from './departures-status.ts'
import { meanError } from './mean-error.ts'
import type { Stage } from './scene.ts'

/** Tells the errors of one day: over all predictions, and inside the detour beside the Kalman baseline. */
export function tellDay({ tell }: Stage, scores: readonly DayScores[], date: string): void {
  const day = scores.filter((one) => one.date === date)
  const inside = meanError(day, 'underDetour', 'deployed')
  const kalman = meanError(day, 'underDetour', 'kalman')
  tell.say(
    `${date}, ${day[0]?.version}: mean error ${seconds(meanError(day, 'all', 'deployed')?.mae)}; inside the detour ` +
      `${seconds(inside?.mae)}, Kalman ${seconds(kalman?.mae)}, ${count(inside?.n ?? 0, 'prediction')}`,
  )
}
