import { at, featureCount } from '../features/feature-list.ts'
import { column, type RowTable } from '../features/row-file.ts'
import type { Columns } from './bins.ts'

/** The base every model starts from: scheduled time ahead and usual gain, both with weight 1; trees add to it. */
export function baseWeights(): Float32Array {
  const weights = new Float32Array(featureCount)
  weights[at.scheduled_gap_s] = 1
  weights[at.usual_gain_s] = 1
  return weights
}

/** Rows `from` to `to` − 1 of a table as training data: features, what the base leaves over of the target, and more. */
export type Sample = {
  data: Columns
  residual: Float32Array
  day: Float32Array
  horizon: Float32Array
  gapToNext: Float32Array
}

/** A range of rows as a sample; the columns are views, only the residual is computed. */
export function sampleOf(table: RowTable, from = 0, to = table.rows): Sample {
  const view = (name: string) => column(table, name).subarray(from, to)
  const target = view('target_s')
  const gap = view('scheduled_gap_s')
  const usual = view('usual_gain_s')
  const residual = new Float32Array(to - from)
  for (let r = 0; r < residual.length; r++) residual[r] = target[r]! - gap[r]! - usual[r]!
  const columns = table.columns.slice(0, featureCount).map((values) => values.subarray(from, to))
  return {
    data: { rows: to - from, columns },
    residual,
    day: view('day'),
    horizon: view('horizon_s'),
    gapToNext: view('gap_to_next_s'),
  }
}
