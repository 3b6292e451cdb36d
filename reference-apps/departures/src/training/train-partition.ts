import type { RegressorSpec } from '@headway/onnx/regressor-spec'
import { addTrees } from './add-trees.ts'
import type { Sample } from './base.ts'
import type { Bins } from './bins.ts'
import { type Boosted, boost } from './boost.ts'
import { modelSpec } from './model-spec.ts'
import { findOffsets } from './offsets.ts'
import { type Family, families, fewestRows, pooledMustWinBy } from './settings.ts'
import { binsOf, type PooledModel, rowsWhere } from './train-pooled.ts'

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
 * the days from it, unless the pooled model does clearly better there (and `mayBePooled`), and trains it again on all
 * days.
 */
export function trainPartition(
  sample: Sample,
  pooled: PooledModel,
  validFrom: number,
  mayBePooled = true,
): TrainedPartition {
  const rows = sample.data.rows
  const before = rowsWhere(sample, (day) => day < validFrom)
  const after = rowsWhere(sample, (day) => day >= validFrom)
  const tooFew = reasonForTooFew(before.length, after.length)
  if (tooFew) return { spec: null, family: null, reason: tooFew, rows, validationMae: null, pooledMae: null }

  const pooledMae = meanAbsolute(errorsOf(pooled.model, sample, after))
  const bins = binsOf(sample, before)
  let best: { family: Family; errors: Float32Array; mae: number } | undefined
  for (const family of families) {
    const errors = errorsOf(fit(family, pooled.core, bins, sample, before), sample, after)
    const mae = meanAbsolute(errors)
    if (!best || mae < best.mae) best = { family, errors, mae }
  }
  if (!best || (mayBePooled && best.mae * (1 - pooledMustWinBy) > pooledMae)) {
    const reason = `pooled wins on validation days: ${pooledMae.toFixed(1)} s against ${best?.mae.toFixed(1)} s`
    return { spec: null, family: null, reason, rows, validationMae: best?.mae ?? null, pooledMae }
  }

  const all = rowsWhere(sample, () => true)
  const model = fit(best.family, pooled.core, binsOf(sample, all), sample, all)
  const offsets = findOffsets(best.errors, after, sample, pooled.offsets)
  const { family, mae } = best
  return {
    spec: modelSpec(model, offsets),
    family: family.name,
    reason: null,
    rows,
    validationMae: mae,
    pooledMae,
  }
}

function reasonForTooFew(training: number, validation: number): string | null {
  if (training < fewestRows.training) return `too few rows: ${training} of ${fewestRows.training}`
  if (validation < fewestRows.validation) {
    return `too few rows on validation days: ${validation} of ${fewestRows.validation}`
  }
  return null
}

function fit(family: Family, core: Boosted, bins: Bins, sample: Sample, rows: Int32Array): Boosted {
  if (!family.usesCore) {
    const residual = Float32Array.from(rows, (row) => sample.residual[row]!)
    return boost(bins, residual, family.settings)
  }
  const own = boost(bins, errorsOf(core, sample, rows), family.settings)
  return { constant: core.constant + own.constant, trees: [...core.trees, ...own.trees] }
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
