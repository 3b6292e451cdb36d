import type { RegressorSpec } from '@headway/onnx/regressor-spec'
import { trainingColumns } from '../features/prepare.ts'
import { type RowTable, readRows } from '../features/row-file.ts'
import { addTrees } from './add-trees.ts'
import { type Sample, sampleOf } from './base.ts'
import { assignBins, findEdges } from './bins.ts'
import { type Boosted, boost } from './boost.ts'
import { modelSpec } from './model-spec.ts'
import { findOffsets, type Offsets } from './offsets.ts'
import { randomFrom } from './random.ts'
import { pooledSettings } from './settings.ts'

/** A pooled model, the offsets found with it, and its error (s) on the validation days. */
export type PooledModel = { model: Boosted; offsets: Offsets; validationMae: number }

/** At most so many rows, spread evenly over the tables. */
export async function sampleTables(paths: readonly string[], limit: number): Promise<RowTable> {
  let total = 0
  for (const path of paths) total += (await readRows(path)).rows
  const share = Math.min(1, limit / total)
  const random = randomFrom(1)
  const columns = trainingColumns.map(() => new Float32Array(Math.min(total, limit)))
  let n = 0
  for (const path of paths) {
    const table = await readRows(path)
    for (let r = 0; r < table.rows && n < columns[0]!.length; r++) {
      if (share < 1 && random() >= share) continue
      for (let c = 0; c < columns.length; c++) columns[c]![n] = table.columns[c]![r]!
      n++
    }
  }
  return {
    columnNames: trainingColumns,
    rows: n,
    columns: columns.map((values) => values.subarray(0, n)),
    partitions: [],
  }
}

/** Trains on the days before `validFrom` (days since 1970) and finds the offsets on the days from it. */
export function trainPooledForChoice(table: RowTable, validFrom: number): PooledModel {
  const sample = sampleOf(table)
  const before = rowsWhere(sample, (day) => day < validFrom)
  const after = rowsWhere(sample, (day) => day >= validFrom)
  const model = fitPooled(sample, before)
  const added = addTrees(model, sample.data, after)
  const errors = Float32Array.from(after, (row, k) => sample.residual[row]! - added[k]!)
  const validationMae = errors.reduce((sum, error) => sum + Math.abs(error), 0) / Math.max(1, errors.length)
  return { model, offsets: findOffsets(errors, after, sample), validationMae }
}

/** Trains on all rows, with the offsets found for the choice. */
export function trainPooled(table: RowTable, offsets: Offsets): RegressorSpec {
  const sample = sampleOf(table)
  return modelSpec(
    fitPooled(
      sample,
      rowsWhere(sample, () => true),
    ),
    offsets,
  )
}

function fitPooled(sample: Sample, rows: Int32Array): Boosted {
  const bins = assignBins(sample.data, rows, findEdges(sample.data, rows))
  return boost(
    bins,
    Float32Array.from(rows, (row) => sample.residual[row]!),
    pooledSettings,
  )
}

/** The rows whose day passes. */
export function rowsWhere(sample: Sample, test: (day: number) => boolean): Int32Array {
  const rows = new Int32Array(sample.data.rows)
  let n = 0
  for (let r = 0; r < rows.length; r++) if (test(sample.day[r]!)) rows[n++] = r
  return rows.subarray(0, n)
}
