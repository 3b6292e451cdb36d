import type { Bins } from './bins.ts'
import { binsPerFeature } from './bins.ts'

export type TreeShape = { leaves: number; depth: number; minimumRows: number; lambda: number }

/** A grown tree: splits by bin; children >= 0 are nodes, negative ones ~leaf. `leafOf` is left in the row ranges. */
export type GrownTree = {
  feature: number[]
  bin: number[]
  left: number[]
  right: number[]
  /** Leaf l holds order[leafStart[l]] to order[leafEnd[l] − 1]. */
  leafStart: number[]
  leafEnd: number[]
}

type Leaf = {
  start: number
  end: number
  depth: number
  parent: number
  isLeft: boolean
  histogram: Float64Array
  sum: number
  gain: number
  feature: number
  bin: number
}

/**
 * Grows one regression tree best leaf first on histograms of the gradients, choosing the split that lowers the squared
 * error of the gradient most. `order` (rows in the sample) is rearranged so that each leaf is a range of it.
 */
export function growTree(
  bins: Bins,
  gradient: Float32Array,
  order: Int32Array,
  features: Int32Array,
  shape: TreeShape,
): GrownTree {
  const tree: GrownTree = { feature: [], bin: [], left: [], right: [], leafStart: [], leafEnd: [] }
  const scratch = new Int32Array(order.length)
  const open: Leaf[] = [rootLeaf(bins, gradient, order, features, shape)]
  const done: Leaf[] = []
  while (open.length > 0 && open.length + done.length < shape.leaves) {
    let best = 0
    for (let k = 1; k < open.length; k++) if (open[k]!.gain > open[best]!.gain) best = k
    const leaf = open[best]!
    if (leaf.gain <= 0) break
    open.splice(best, 1)
    const node = tree.feature.length
    tree.feature.push(leaf.feature)
    tree.bin.push(leaf.bin)
    tree.left.push(0)
    tree.right.push(0)
    attach(tree, leaf, node)
    const middle = partition(bins.codes[leaf.feature]!, leaf, order, scratch)
    for (const child of splitLeaf(bins, gradient, order, features, shape, leaf, middle, node)) {
      if (child.gain > 0) open.push(child)
      else done.push(child)
    }
  }
  for (const leaf of [...done, ...open]) {
    attach(tree, leaf, ~tree.leafStart.length)
    tree.leafStart.push(leaf.start)
    tree.leafEnd.push(leaf.end)
  }
  return tree
}

function attach(tree: GrownTree, leaf: Leaf, child: number): void {
  if (leaf.parent < 0) return
  if (leaf.isLeft) tree.left[leaf.parent] = child
  else tree.right[leaf.parent] = child
}

function rootLeaf(
  bins: Bins,
  gradient: Float32Array,
  order: Int32Array,
  features: Int32Array,
  shape: TreeShape,
): Leaf {
  let sum = 0
  for (let k = 0; k < order.length; k++) sum += gradient[order[k]!]!
  const leaf: Leaf = {
    start: 0,
    end: order.length,
    depth: 0,
    parent: -1,
    isLeft: false,
    histogram: fillHistogram(bins, gradient, order, features, 0, order.length),
    sum,
    gain: 0,
    feature: -1,
    bin: -1,
  }
  findSplit(leaf, bins, features, shape)
  return leaf
}

function splitLeaf(
  bins: Bins,
  gradient: Float32Array,
  order: Int32Array,
  features: Int32Array,
  shape: TreeShape,
  leaf: Leaf,
  middle: number,
  node: number,
): [Leaf, Leaf] {
  const leftIsSmall = middle - leaf.start <= leaf.end - middle
  const from = leftIsSmall ? leaf.start : middle
  const to = leftIsSmall ? middle : leaf.end
  const needed = leaf.depth + 1 < shape.depth && leaf.end - leaf.start >= 2 * shape.minimumRows
  let small = leaf.histogram
  const large = leaf.histogram
  let smallSum = 0
  for (let k = from; k < to; k++) smallSum += gradient[order[k]!]!
  if (needed) {
    small = fillHistogram(bins, gradient, order, features, from, to)
    for (let k = 0; k < large.length; k++) large[k]! -= small[k]!
  }
  const make = (isLeft: boolean): Leaf => {
    const isSmall = isLeft === leftIsSmall
    const child: Leaf = {
      start: isLeft ? leaf.start : middle,
      end: isLeft ? middle : leaf.end,
      depth: leaf.depth + 1,
      parent: node,
      isLeft,
      histogram: isSmall ? small : large,
      sum: isSmall ? smallSum : leaf.sum - smallSum,
      gain: 0,
      feature: -1,
      bin: -1,
    }
    if (needed) findSplit(child, bins, features, shape)
    return child
  }
  return [make(true), make(false)]
}

function fillHistogram(
  bins: Bins,
  gradient: Float32Array,
  order: Int32Array,
  features: Int32Array,
  from: number,
  to: number,
): Float64Array {
  const width = 2 * binsPerFeature
  const histogram = new Float64Array(features.length * width)
  for (let f = 0; f < features.length; f++) {
    const codes = bins.codes[features[f]!]!
    const offset = f * width
    for (let k = from; k < to; k++) {
      const row = order[k]!
      const at = offset + 2 * codes[row]!
      histogram[at]! += gradient[row]!
      histogram[at + 1]! += 1
    }
  }
  return histogram
}

function findSplit(leaf: Leaf, bins: Bins, features: Int32Array, shape: TreeShape): void {
  const rows = leaf.end - leaf.start
  if (rows < 2 * shape.minimumRows) return
  const { histogram, sum } = leaf
  const { lambda, minimumRows } = shape
  const whole = (sum * sum) / (rows + lambda)
  let best = 1e-6 * rows
  for (let f = 0; f < features.length; f++) {
    const cuts = bins.edges[features[f]!]!.length
    let at = f * 2 * binsPerFeature
    let leftSum = 0
    let leftRows = 0
    for (let b = 0; b < cuts; b++, at += 2) {
      const count = histogram[at + 1]!
      if (count === 0) continue
      leftSum += histogram[at]!
      leftRows += count
      if (leftRows < minimumRows) continue
      const rightRows = rows - leftRows
      if (rightRows < minimumRows) break
      const rightSum = sum - leftSum
      const gain =
        (leftSum * leftSum) / (leftRows + lambda) + (rightSum * rightSum) / (rightRows + lambda) - whole
      if (gain > best) {
        best = gain
        leaf.gain = gain
        leaf.feature = features[f]!
        leaf.bin = b
      }
    }
  }
}

/** Moves the rows of a leaf that go left before those that go right; gives the border. Keeps their order. */
function partition(codes: Uint8Array, leaf: Leaf, order: Int32Array, scratch: Int32Array): number {
  let left = leaf.start
  let right = 0
  for (let k = leaf.start; k < leaf.end; k++) {
    const row = order[k]!
    if (codes[row]! <= leaf.bin) order[left++] = row
    else scratch[right++] = row
  }
  order.set(scratch.subarray(0, right), left)
  return left
}
