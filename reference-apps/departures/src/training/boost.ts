import type { RegressorTree } from '@headway/onnx/regressor-spec'
import type { Bins } from './bins.ts'
import { type GrownTree, growTree, type TreeShape } from './grow-tree.ts'
import { quantileInPlace } from './quantile.ts'
import { randomFrom } from './random.ts'

export type BoostSettings = TreeShape & {
  /** Residuals beyond this quantile of their size count as that much when splits are chosen. */
  clip: number
  trees: number
  learningRate: number
  /** Share of the rows and of the features that each tree sees. */
  rowShare: number
  featureShare: number
  seed: number
}

/** A boosted ensemble: what it adds to the base, and what is left of each row's target after it. */
export type Boosted = { constant: number; trees: RegressorTree[] }

/**
 * Gradient boosting for the absolute error: each tree is grown on clipped residuals (Huber), its
 * leaves are medians of the whole residual. `residual` is what the base leaves over; it is used up.
 */
export function boost(bins: Bins, residual: Float32Array, settings: BoostSettings): Boosted {
  const rows = residual.length
  const random = randomFrom(settings.seed)
  const scratch = new Float32Array(rows)
  scratch.set(residual)
  const constant = Math.fround(rows ? quantileInPlace(scratch, rows, 0.5) : 0)
  for (let k = 0; k < rows; k++) residual[k]! -= constant
  const gradient = new Float32Array(rows)
  const usable = bins.edges.flatMap((edges, f) => (edges.length > 0 ? [f] : []))
  const trees: RegressorTree[] = []
  for (let t = 0; t < settings.trees && usable.length > 0; t++) {
    for (let k = 0; k < rows; k++) scratch[k] = Math.abs(residual[k]!)
    const clip = Math.max(1, quantileInPlace(scratch, rows, settings.clip))
    for (let k = 0; k < rows; k++) gradient[k] = Math.max(-clip, Math.min(clip, residual[k]!))
    const order = sampleRows(rows, settings.rowShare, random)
    const grown = growTree(
      bins,
      gradient,
      order,
      sampleFeatures(usable, settings.featureShare, random),
      settings,
    )
    const tree = leafMedians(grown, bins, residual, order, scratch, settings.learningRate)
    if (tree.feature.length === 0) continue
    trees.push(tree)
    apply(grown, tree.value, bins, residual)
  }
  return { constant, trees }
}

function sampleRows(rows: number, share: number, random: () => number): Int32Array {
  const order = new Int32Array(rows)
  if (share >= 1) {
    for (let k = 0; k < rows; k++) order[k] = k
    return order
  }
  let n = 0
  for (let k = 0; k < rows; k++) if (random() < share) order[n++] = k
  return order.subarray(0, n)
}

function sampleFeatures(usable: number[], share: number, random: () => number): Int32Array {
  const wanted = Math.max(1, Math.round(usable.length * share))
  const pool = [...usable]
  for (let k = 0; k < wanted; k++) {
    const other = k + Math.floor(random() * (pool.length - k))
    const swapped = pool[k]!
    pool[k] = pool[other]!
    pool[other] = swapped
  }
  return Int32Array.from(pool.slice(0, wanted)).sort()
}

function leafMedians(
  grown: GrownTree,
  bins: Bins,
  residual: Float32Array,
  order: Int32Array,
  scratch: Float32Array,
  learningRate: number,
): RegressorTree & { value: Float32Array } {
  const value = Float32Array.from(grown.leafStart, (start, leaf) => {
    const n = grown.leafEnd[leaf]! - start
    for (let k = 0; k < n; k++) scratch[k] = residual[order[start + k]!]!
    return n ? learningRate * quantileInPlace(scratch, n, 0.5) : 0
  })
  return {
    feature: Int32Array.from(grown.feature),
    threshold: Float32Array.from(grown.feature, (feature, node) => bins.edges[feature]![grown.bin[node]!]!),
    left: Int32Array.from(grown.left),
    right: Int32Array.from(grown.right),
    value,
  }
}

function apply(grown: GrownTree, value: Float32Array, bins: Bins, residual: Float32Array): void {
  const feature = Int32Array.from(grown.feature)
  const cut = Int32Array.from(grown.bin)
  const left = Int32Array.from(grown.left)
  const right = Int32Array.from(grown.right)
  const { codes } = bins
  for (let row = 0; row < residual.length; row++) {
    let node = 0
    while (node >= 0) node = codes[feature[node]!]![row]! <= cut[node]! ? left[node]! : right[node]!
    residual[row]! -= value[~node]!
  }
}
