import type { RegressorTree } from './regressor-spec.ts'

/**
 * A balanced tree that answers `values[i]` where `x <= thresholds[i]` first holds, and the last value above all.
 * Nodes come before their children, as in every regressor tree.
 */
export function offsetTree(
  feature: number,
  thresholds: readonly number[],
  values: readonly number[],
): RegressorTree {
  const tree = {
    feature: [] as number[],
    threshold: [] as number[],
    left: [] as number[],
    right: [] as number[],
    value: [...values],
  }
  const build = (first: number, last: number): number => {
    if (first === last) return ~first
    const middle = (first + last) >> 1
    const node = tree.feature.length
    tree.feature.push(feature)
    tree.threshold.push(thresholds[middle] as number)
    tree.left.push(0)
    tree.right.push(0)
    tree.left[node] = build(first, middle)
    tree.right[node] = build(middle + 1, last)
    return node
  }
  build(0, values.length - 1)
  return tree
}
