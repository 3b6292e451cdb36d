import { DomainError } from '@headway/kit/errors'

/**
 * A binary tree in flat arrays. Node 0 is the root; `x[feature] <= threshold` goes left. A child below zero is leaf
 * `~child` of `value`; a tree without nodes is the single leaf `value[0]`. Thresholds are float32, as features are.
 */
export type RegressorTree = {
  feature: ArrayLike<number>
  threshold: ArrayLike<number>
  left: ArrayLike<number>
  right: ArrayLike<number>
  value: ArrayLike<number>
}

/** What is added to the median for each output, by where one feature lies between ascending thresholds. */
export type OutputOffsets = {
  feature: number
  /** Bin `i` holds `x <= thresholds[i]`; the last bin holds the rest. */
  thresholds: readonly number[]
  /** One row for each bin (`thresholds.length + 1`), one number for each output. */
  values: readonly (readonly number[])[]
}

/** Each output is `features · linear + constant + sum of trees + its offset`, all in the unit of the target. */
export type RegressorSpec = {
  featureNames: readonly string[]
  linear: ArrayLike<number> | null
  constant: number
  trees: readonly RegressorTree[]
  outputs: readonly string[]
  offsets: OutputOffsets | null
}

/** INVALID_ARGUMENT, naming the tree and node, unless the specification describes a finite function of its features. */
export function checkRegressor(spec: RegressorSpec): void {
  const features = spec.featureNames.length
  if (features === 0) throw wrong('featureNames', 0, 'at least one feature')
  if (spec.outputs.length === 0) throw wrong('outputs', 0, 'at least one output')
  if (new Set(spec.outputs).size !== spec.outputs.length)
    throw wrong('outputs', spec.outputs, 'distinct names')
  if (!Number.isFinite(spec.constant)) throw wrong('constant', spec.constant, 'a finite number')
  if (spec.linear && spec.linear.length !== features) {
    throw wrong('linear', spec.linear.length, `${features} weights`)
  }
  checkFinite('linear', spec.linear ?? [])
  spec.trees.forEach((tree, index) => {
    checkTree(tree, `trees[${index}]`, features)
  })
  if (spec.offsets) checkOffsets(spec.offsets, features, spec.outputs.length)
}

function checkTree(tree: RegressorTree, field: string, features: number): void {
  const nodes = tree.feature.length
  for (const name of ['threshold', 'left', 'right'] as const) {
    if (tree[name].length !== nodes) throw wrong(`${field}.${name}`, tree[name].length, `${nodes} entries`)
  }
  checkFinite(`${field}.threshold`, tree.threshold)
  checkFinite(`${field}.value`, tree.value)
  if (tree.value.length !== nodes + 1) {
    throw wrong(`${field}.value`, tree.value.length, `${nodes + 1} leaves, one more than nodes`)
  }
  const reached = new Set<number>()
  for (let node = 0; node < nodes; node++) {
    const feature = tree.feature[node] ?? -1
    if (!Number.isInteger(feature) || feature < 0 || feature >= features) {
      throw wrong(`${field}.feature[${node}]`, feature, `a feature below ${features}`)
    }
    for (const side of ['left', 'right'] as const) {
      const child = tree[side][node] ?? 0
      const exists = Number.isInteger(child) && (child < 0 ? ~child < tree.value.length : child < nodes)
      // Children after their parent and reached once: that is a tree, so evaluation ends.
      if (!exists || (child >= 0 && child <= node) || reached.has(child)) {
        throw wrong(`${field}.${side}[${node}]`, child, 'a later node or a leaf that no other node leads to')
      }
      reached.add(child)
    }
  }
}

function checkOffsets(
  { feature, thresholds, values }: OutputOffsets,
  features: number,
  outputs: number,
): void {
  if (!Number.isInteger(feature) || feature < 0 || feature >= features) {
    throw wrong('offsets.feature', feature, `a feature below ${features}`)
  }
  checkFinite('offsets.thresholds', thresholds)
  thresholds.forEach((threshold, index) => {
    const before = thresholds[index - 1]
    if (before !== undefined && Math.fround(before) >= Math.fround(threshold)) {
      throw wrong(`offsets.thresholds[${index}]`, threshold, `more than ${before}, in float32`)
    }
  })
  if (values.length !== thresholds.length + 1) {
    throw wrong('offsets.values', values.length, `${thresholds.length + 1} bins`)
  }
  values.forEach((bin, index) => {
    if (bin.length !== outputs) throw wrong(`offsets.values[${index}]`, bin.length, `${outputs} numbers`)
    checkFinite(`offsets.values[${index}]`, bin)
  })
}

function checkFinite(field: string, values: ArrayLike<number>): void {
  for (let index = 0; index < values.length; index++) {
    const value = values[index]
    if (!Number.isFinite(Math.fround(value ?? Number.NaN))) {
      throw wrong(`${field}[${index}]`, String(value), 'a finite float32')
    }
  }
}

function wrong(field: string, value: unknown, expected: string): DomainError {
  return new DomainError('INVALID_ARGUMENT', `the regressor's ${field} is not valid: expected ${expected}`, {
    field,
    value,
    expected,
  })
}
