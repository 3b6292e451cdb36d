import { count, percent, seconds } from './amounts.ts'
import type { DayScores } from './departures-status.ts'
import { meanError } from './mean-error.ts'
import type { Stage } from './scene.ts'

/** A table of all predictors over some days: errors, and what following them costs riders. */
export function tellScores({ tell }: Stage, days: readonly DayScores[]): void {
  const predictors = [...new Set(days.flatMap(({ all }) => Object.keys(all)))]
  tell.say(`${count(days.length, 'day')} from ${days[0]?.date} to ${days.at(-1)?.date}:`)
  tell.add(
    `${'predictor'.padEnd(18)} ${'predictions'.padStart(12)} ${'mean error'.padStart(11)} ${'wait'.padStart(9)} ${'missed'.padStart(8)}`,
  )
  const rows = predictors
    .map((predictor) => ({ predictor, error: meanError(days, 'all', predictor) }))
    .toSorted((a, b) => (a.error?.mae ?? 0) - (b.error?.mae ?? 0))
  for (const { predictor, error } of rows) {
    const wait = meanOf(days, predictor, 'meanWaitS')
    const missed = meanOf(days, predictor, 'missRate')
    tell.add(
      `${predictor.replaceAll('_', ' ').padEnd(18)} ${count(error?.n ?? 0).padStart(12)} ${seconds(error?.mae).padStart(11)} ` +
        `${seconds(wait).padStart(9)} ${percent(missed).padStart(8)}`,
    )
  }
}

/** The mean of a further measure over days, each weighed by its predictions; null where none has it. */
function meanOf(days: readonly DayScores[], predictor: string, measure: string): number | null {
  let n = 0
  let sum = 0
  for (const { all } of days) {
    const errors = all[predictor]
    const value = errors?.[measure]
    if (!errors || typeof value !== 'number') continue
    n += errors.n
    sum += errors.n * value
  }
  return n === 0 ? null : sum / n
}
