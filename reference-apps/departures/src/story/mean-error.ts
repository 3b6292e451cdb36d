import type { DayScores } from './departures-status.ts'

export type MeanError = { n: number; mae: number }

/** The mean absolute error of a predictor over several days, each weighed by its predictions; null where there are none. */
export function meanError(
  days: readonly DayScores[],
  where: 'all' | 'underDetour',
  predictor: string,
): MeanError | null {
  let n = 0
  let sum = 0
  for (const day of days) {
    const errors = day[where]?.[predictor]
    if (!errors || errors.n === 0) continue
    n += errors.n
    sum += errors.n * errors.mae
  }
  return n === 0 ? null : { n, mae: sum / n }
}
