import type { FeatureMatrix } from './feature-matrix.ts'
import type { ModelDefinition } from './model-definition.ts'

/** Answers the given rows of each output by the model's baseline, in place; an output without one stays as it is. */
export function answerByBaseline(
  { features, outputs, baseline }: ModelDefinition,
  { values, width }: FeatureMatrix,
  rows: readonly number[],
  targets: readonly Float32Array[],
): void {
  for (const { output, constant, terms } of baseline) {
    const target = targets[outputs.findIndex(({ name }) => name === output)]
    const columns = terms.map(({ feature, weight }) => ({ column: features.indexOf(feature), weight }))
    if (target === undefined) continue
    for (const row of rows) {
      let sum = constant
      for (const { column, weight } of columns) sum += weight * (values[row * width + column] ?? Number.NaN)
      target[row] = sum
    }
  }
}
