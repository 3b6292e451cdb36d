import { baselineNames } from '../baselines/day-baselines.ts'
import { featureCount } from '../features/feature-list.ts'
import { column, type RowTable } from '../features/row-file.ts'
import type { Departures } from './rider-wait.ts'
import { createScoreboard, type Scoreboard, score } from './scoreboard.ts'

/** What a model answers for n rows (s to the departure). */
export type Answers = {
  p10: ArrayLike<number>
  p50: ArrayLike<number>
  p90: ArrayLike<number>
  rider: ArrayLike<number>
}

/** Answers for rows of one partition; features are row-major [n, F]. */
export type Predict = (
  key: readonly string[],
  features: Float32Array,
  rows: number,
) => Answers | Promise<Answers>

/** One board for each baseline and one for the deployed model, by predictor. */
export function createScoreboards(): Map<string, Scoreboard> {
  return new Map([...baselineNames, 'deployed'].map((name) => [name, createScoreboard(name)]))
}

/**
 * Scores the held-out rows of one part: every baseline, and the deployed model when `predict` is given. The departures
 * are those of the same part.
 */
export async function scorePart(
  heldOut: RowTable,
  departures: RowTable,
  predict: Predict | null,
  boards: Map<string, Scoreboard>,
): Promise<void> {
  const left = departuresByPartition(departures)
  for (const { key, from, to } of heldOut.partitions) {
    const departed = left.get(key.join('\n'))!
    const truth = truthOf(heldOut, from, to)
    const rows = to - from
    for (const name of baselineNames) {
      const board = boards.get(name)!
      const values = column(heldOut, name).subarray(from, to)
      for (let r = 0; r < rows; r++) {
        score(board, departed, { ...truth(r), median: values[r]!, told: values[r]!, interval: null })
      }
    }
    if (!predict) continue
    const board = boards.get('deployed')!
    const { p10, p50, p90, rider } = await predict(key, featureRows(heldOut, from, to), rows)
    for (let r = 0; r < rows; r++) {
      const interval = { low: p10[r]!, high: p90[r]! }
      score(board, departed, { ...truth(r), median: p50[r]!, told: rider[r]!, interval })
    }
  }
}

/** Rows `from` to `to` − 1 as a row-major matrix of features. */
export function featureRows(table: RowTable, from: number, to: number): Float32Array {
  const rows = to - from
  const result = new Float32Array(rows * featureCount)
  for (let c = 0; c < featureCount; c++) {
    const values = table.columns[c]!
    for (let r = 0; r < rows; r++) result[r * featureCount + c] = values[from + r]!
  }
  return result
}

function truthOf(table: RowTable, from: number, to: number) {
  const view = (name: string) => column(table, name).subarray(from, to)
  const day = view('day')
  const madeAt = view('made_at_s')
  const target = view('target_s')
  const position = view('has_position')
  return (r: number) => ({
    day: day[r]!,
    madeAt: madeAt[r]!,
    target: target[r]!,
    hasPosition: position[r] === 1,
  })
}

function departuresByPartition(table: RowTable): Map<string, Departures> {
  const days = column(table, 'day')
  const times = column(table, 'time_s')
  return new Map(
    table.partitions.map(({ key, from, to }) => [
      key.join('\n'),
      { days: days.subarray(from, to), times: times.subarray(from, to) },
    ]),
  )
}
