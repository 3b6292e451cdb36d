import type { RegressorSpec } from '@headway/onnx/regressor-spec'
import { trainingColumns } from '../features/prepare.ts'
import { countRows, type RowTable, readRows } from '../features/row-file.ts'
import { addTrees } from './add-trees.ts'
import { type Sample, sampleOf } from './base.ts'
import { assignBins, type Bins, findEdges } from './bins.ts'
import { type Boosted, boost } from './boost.ts'
import { modelSpec } from './model-spec.ts'
import { findOffsets, type Offsets } from './offsets.ts'
import { randomFrom } from './random.ts'
import { coreSettings, pooledSettings } from './settings.ts'

/**
 * Models of all partitions together on the days before the validation days: the pooled model with what was seen on
 * these (offsets and error, s), and the core that partitions may build on.
 */
export type PooledModel = { model: Boosted; core: Boosted; offsets: Offsets; validationMae: number }

/** At most so many rows, spread evenly over the tables. */
export async function sampleTables(paths: readonly string[], limit = 600_000): Promise<RowTable> {
  let total = 0
  for (const path of paths) total += await countRows(path)
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
  const bins = binsOf(sample, before)
  const residual = Float32Array.from(before, (row) => sample.residual[row]!)
  const core = boost(bins, residual.slice(), coreSettings)
  const model = boost(bins, residual, pooledSettings)
  const added = addTrees(model, sample.data, after)
  const errors = Float32Array.from(after, (row, k) => sample.residual[row]! - added[k]!)
  const validationMae = errors.reduce((sum, error) => sum + Math.abs(error), 0) / Math.max(1, errors.length)
  return { model, core, offsets: findOffsets(errors, after, sample), validationMae }
}

/** Trains on all days, with the offsets found for the choice. */
export function trainPooled(table: RowTable, offsets: Offsets): RegressorSpec {
  const sample = sampleOf(table)
  const all = rowsWhere(sample, () => true)
  return modelSpec(boost(binsOf(sample, all), sample.residual, pooledSettings), offsets)
}

/** The given rows in bins of their own quantiles. */
export function binsOf(sample: Sample, rows: Int32Array): Bins {
  return assignBins(sample.data, rows, findEdges(sample.data, rows))
}

/** The rows whose day passes. */
export function rowsWhere(sample: Sample, test: (day: number) => boolean): Int32Array {
  const rows = new Int32Array(sample.data.rows)
  let n = 0
  for (let r = 0; r < rows.length; r++) if (test(sample.day[r]!)) rows[n++] = r
  return rows.subarray(0, n)
}
