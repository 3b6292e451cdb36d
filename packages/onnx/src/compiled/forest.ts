import { cannot } from './cannot.ts'

export type Aggregate = 'AVERAGE' | 'SUM' | 'MIN' | 'MAX'

/**
 * Decision trees in one form, whatever operator they come from. At a branch, `x <= threshold` goes left, all else right;
 * a value that is not a number goes left where `nanLeft` says so. A child or root below zero is leaf `~child`.
 * Thresholds are float32.
 */
export type Forest = {
  /** Nodes as the model has them; behind them come second halves of comparisons that take two. */
  nodes: number
  feature: number[]
  threshold: number[]
  nanLeft: boolean[]
  left: number[]
  right: number[]
  roots: number[]
  /** What each leaf adds: one value for its target, or `targets` values, one for each target. */
  leafWidth: number
  leafValue: ArrayLike<number>
  /** Of each leaf that has one value. */
  leafTarget: readonly number[]
  targets: number
  aggregate: Aggregate
  /** Added to each target at the end; zeros where the model has none. */
  base: readonly number[]
}

/** A branch as ONNX writes it. */
export type Branch = {
  feature: number
  mode: string
  value: number
  nanTracksTrue: boolean
  whenTrue: number
  whenFalse: number
}

/** For each node 1 where what is not a number counts as true, else 0; none says so where the list is left out. */
export function nanTracks(tracks: readonly number[], nodes: number): readonly number[] {
  if (tracks.length !== 0 && tracks.length !== nodes)
    throw cannot('its trees track missing values for some nodes')
  if (tracks.some((track) => track !== 0 && track !== 1))
    throw cannot('its trees track missing values in an unknown way')
  return tracks
}

/**
 * Puts a branch at `node` of the forest, in the one form that all comparisons can be brought to. A second half, where
 * the comparison takes one, leads to the left where the first leads to the right, and comes behind all nodes.
 */
export function setBranch(forest: Forest, node: number, branch: Branch): void {
  const { mode, feature, value, nanTracksTrue, whenTrue, whenFalse } = branch
  if (Number.isNaN(value)) throw cannot('a tree compares with a value that is not a number')
  if (mode === 'BRANCH_LEQ') put(forest, node, feature, value, nanTracksTrue, whenTrue, whenFalse)
  else if (mode === 'BRANCH_LT')
    put(forest, node, feature, floatBelow(value), nanTracksTrue, whenTrue, whenFalse)
  else if (mode === 'BRANCH_GT') put(forest, node, feature, value, !nanTracksTrue, whenFalse, whenTrue)
  else if (mode === 'BRANCH_GTE')
    put(forest, node, feature, floatBelow(value), !nanTracksTrue, whenFalse, whenTrue)
  else if (mode === 'BRANCH_EQ' || mode === 'BRANCH_NEQ') {
    // Equal is at most the value, and then not below it; what is not a number equals nothing.
    const second = forest.feature.length
    const [equal, other] = mode === 'BRANCH_EQ' ? [whenTrue, whenFalse] : [whenFalse, whenTrue]
    put(forest, node, feature, value, mode === 'BRANCH_EQ' && nanTracksTrue, second, other)
    put(forest, second, feature, floatBelow(value), false, other, equal)
  } else throw cannot(`a tree compares by ${mode}`)
}

function put(
  forest: Forest,
  at: number,
  feature: number,
  threshold: number,
  nanLeft: boolean,
  left: number,
  right: number,
): void {
  forest.feature[at] = feature
  forest.threshold[at] = threshold
  forest.nanLeft[at] = nanLeft
  forest.left[at] = left
  forest.right[at] = right
}

/** The largest float32 below; not a number where there is none, so that no comparison with it holds. */
function floatBelow(value: number): number {
  if (value === Number.NEGATIVE_INFINITY) return Number.NaN
  bits.setFloat32(0, value === 0 ? -0 : value)
  bits.setInt32(0, bits.getInt32(0) + (value > 0 ? -1 : 1))
  return bits.getFloat32(0)
}

const bits = new DataView(new ArrayBuffer(4))

/** A forest without nodes. */
export function emptyForest(targets: number, aggregate: Aggregate, base: number[]): Forest {
  return {
    nodes: 0,
    feature: [],
    threshold: [],
    nanLeft: [],
    left: [],
    right: [],
    roots: [],
    leafWidth: 1,
    leafValue: [],
    leafTarget: [],
    targets,
    aggregate,
    base,
  }
}
