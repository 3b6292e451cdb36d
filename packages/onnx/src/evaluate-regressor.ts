import type { RegressorSpec, RegressorTree } from './regressor-spec.ts'

/**
 * The regressor's own answer, to hold ONNX Runtime's against: one float32 per row for each output.
 * `features` is row-major, `rows` × number of features. Sums are made in double precision.
 */
export function evaluateRegressor(
  spec: RegressorSpec,
  features: Float32Array,
  rows: number,
): Record<string, Float32Array> {
  const width = spec.featureNames.length
  const median = new Float64Array(rows).fill(spec.constant)
  if (spec.linear) addLinear(median, spec.linear, features, width)
  for (const tree of spec.trees) addTree(median, tree, features, width)
  const bins = spec.offsets ? binsOf(spec.offsets, features, width, rows) : undefined
  return Object.fromEntries(
    spec.outputs.map((output, index) => {
      const values = new Float32Array(rows)
      for (let row = 0; row < rows; row++) {
        const offset = bins ? spec.offsets?.values[bins[row] ?? 0]?.[index] : 0
        values[row] = (median[row] ?? 0) + Math.fround(offset ?? 0)
      }
      return [output, values]
    }),
  )
}

function addLinear(
  sum: Float64Array,
  weights: ArrayLike<number>,
  features: Float32Array,
  width: number,
): void {
  for (let row = 0; row < sum.length; row++) {
    let total = sum[row] ?? 0
    for (let column = 0; column < width; column++) {
      total += Math.fround(weights[column] ?? 0) * (features[row * width + column] ?? 0)
    }
    sum[row] = total
  }
}

function addTree(sum: Float64Array, tree: RegressorTree, features: Float32Array, width: number): void {
  const threshold = Float32Array.from(tree.threshold)
  const value = Float32Array.from(tree.value)
  const { feature, left, right } = tree
  const root = feature.length === 0 ? -1 : 0
  for (let row = 0; row < sum.length; row++) {
    let node = root
    while (node >= 0) {
      const x = features[row * width + (feature[node] as number)] as number
      node = (x <= (threshold[node] as number) ? left[node] : right[node]) as number
    }
    sum[row] = (sum[row] as number) + (value[~node] as number)
  }
}

function binsOf(
  offsets: NonNullable<RegressorSpec['offsets']>,
  features: Float32Array,
  width: number,
  rows: number,
): Uint16Array {
  const thresholds = Float32Array.from(offsets.thresholds)
  const bins = new Uint16Array(rows)
  for (let row = 0; row < rows; row++) {
    const x = features[row * width + offsets.feature] ?? 0
    let bin = 0
    while (bin < thresholds.length && x > (thresholds[bin] as number)) bin++
    bins[row] = bin
  }
  return bins
}
