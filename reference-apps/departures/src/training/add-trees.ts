import type { RegressorTree } from '@headway/onnx/regressor-spec'
import type { Columns } from './bins.ts'

/** Constant and trees for the given rows: what a model adds to the base, in the order of the rows. */
export function addTrees(
  model: { constant: number; trees: readonly RegressorTree[] },
  data: Columns,
  rows: Int32Array,
): Float32Array {
  const result = new Float32Array(rows.length).fill(model.constant)
  for (const { feature, threshold, left, right, value } of model.trees) {
    for (let k = 0; k < rows.length; k++) {
      const row = rows[k]!
      let node = 0
      while (node >= 0) {
        node = data.columns[feature[node]!]![row]! <= threshold[node]! ? left[node]! : right[node]!
      }
      result[k]! += value[~node]!
    }
  }
  return result
}
