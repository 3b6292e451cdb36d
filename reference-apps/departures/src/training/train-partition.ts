import type { RegressorSpec } from '@headway/onnx/regressor-spec'
import { addTrees } from './add-trees.ts'
import type { Sample } from './base.ts'
import { assignBins, type Bins, findEdges } from './bins.ts'
import { type Boosted, type BoostSettings, boost } from './boost.ts'
import { modelSpec } from './model-spec.ts'
import { findOffsets } from './offsets.ts'
import { families, fewestRows } from './settings.ts'
import { type PooledModel, rowsWhere } from './train-pooled.ts'

/** A partition's own model, or why the pooled model answers for it. Errors (s) are those on the validation days. */
export type TrainedPartition = {
  spec: RegressorSpec | null
  family: string | null
  reason: string | null
  rows: number
  validationMae: number | null
  pooledMae: number | null
}

/**
 * Trains each family on the days before `validFrom` (days since 1970), takes the one with the least absolute error on
 * the days from it, unless the pooled model does better there, and trains it again on all days.
 */
export function trainPartition(sample: Sample, pooled: PooledModel, validFrom: number): TrainedPartition {
  const rows = sample.data.rows
  const before = rowsWhere(sample, (day) => day < validFrom)
  const after = rowsWhere(sample, (day) => day >= validFrom)
  if (before.length < fewestRows.training || after.length < fewestRows.validation) {
    const reason =
      before.length < fewestRows.training
        ? `too few rows: ${before.length} of ${fewestRows.training}`
        : `too few rows on validation days: ${after.length} of ${fewestRows.validation}`
    return { spec: null, family: null, reason, rows, validationMae: null, pooledMae: null }
  }
  const pooledMae = meanAbsolute(errorsOf(pooled.model, sample, after))
  const bins = assignBins(sample.data, before, findEdges(sample.data, before))
  let best: { name: string; settings: BoostSettings; errors: Float32Array; mae: number } | undefined
  for (const { name, settings } of families) {
    const errors = errorsOf(fit(bins, sample, before, settings), sample, after)
    const mae = meanAbsolute(errors)
    if (!best || mae < best.mae) best = { name, settings, errors, mae }
  }
  if (!best || best.mae > pooledMae) {
    const reason = `pooled wins on validation days: ${pooledMae.toFixed(1)} s against ${best?.mae.toFixed(1)} s`
    return { spec: null, family: null, reason, rows, validationMae: best?.mae ?? null, pooledMae }
  }
  const all = rowsWhere(sample, () => true)
  const model = fit(assignBins(sample.data, all, findEdges(sample.data, all)), sample, all, best.settings)
  const offsets = findOffsets(best.errors, after, sample, pooled.offsets)
  return {
    spec: modelSpec(model, offsets),
    family: best.name,
    reason: null,
    rows,
    validationMae: best.mae,
    pooledMae,
  }
}

function fit(bins: Bins, sample: Sample, rows: Int32Array, settings: BoostSettings): Boosted {
  return boost(
    bins,
    Float32Array.from(rows, (row) => sample.residual[row]!),
    settings,
  )
}

function errorsOf(model: Boosted, sample: Sample, rows: Int32Array): Float32Array {
  const added = addTrees(model, sample.data, rows)
  return Float32Array.from(rows, (row, k) => sample.residual[row]! - added[k]!)
}

function meanAbsolute(errors: Float32Array): number {
  let sum = 0
  for (const error of errors) sum += Math.abs(error)
  return sum / errors.length
}
