import { readFile } from 'node:fs/promises'
import { writeWhole } from './write-file.ts'

type Sum = { n: number; absolute: number; signed: number }

/** How good the predictors were that were asked at the same moments of a live day (s; actual less predicted). */
export type LiveScore = { n: number; mae: number; bias: number }

/** Errors by service date and predictor, gathered as departures are observed. */
export type LiveScores = {
  add: (date: string, said: Readonly<Record<string, number>>, departedS: number) => void
  days: () => { date: string; all: Record<string, LiveScore> }[]
  /** Writes them down when they changed. */
  save: () => Promise<void>
}

const mostDays = 60

/** Opens the scores kept in a file. */
export async function openLiveScores(path: string): Promise<LiveScores> {
  const text = await readFile(path, 'utf8').catch(() => '{}')
  const sums = JSON.parse(text) as Record<string, Record<string, Sum>>
  let isChanged = false
  return {
    add(date, said, departedS) {
      sums[date] ??= {}
      const day = sums[date]
      for (const [predictor, predictedS] of Object.entries(said)) {
        if (Number.isNaN(predictedS)) continue
        day[predictor] ??= { n: 0, absolute: 0, signed: 0 }
        const sum = day[predictor]
        sum.n++
        sum.absolute += Math.abs(departedS - predictedS)
        sum.signed += departedS - predictedS
      }
      isChanged = true
    },
    days: () =>
      Object.keys(sums)
        .sort()
        .map((date) => ({
          date,
          all: Object.fromEntries(
            Object.entries(sums[date] ?? {}).map(([predictor, { n, absolute, signed }]) => [
              predictor,
              { n, mae: absolute / n, bias: signed / n },
            ]),
          ),
        })),
    async save() {
      if (!isChanged) return
      isChanged = false
      for (const date of Object.keys(sums).sort().slice(0, -mostDays)) delete sums[date]
      await writeWhole(path, JSON.stringify(sums))
    },
  }
}
