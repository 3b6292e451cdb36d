import type { TestNode } from './graph-for-tests.ts'

/** What a random ensemble may have. */
export type TreeChoice = {
  features: number
  trees: number
  depth: number
  targets: number
  aggregate: 'SUM' | 'AVERAGE' | 'MIN' | 'MAX'
  modes: readonly string[]
  tracksNan: boolean
  base: boolean
  /** Every leaf adds to every target; otherwise a tree adds to one. */
  isWide: boolean
}

/** A TreeEnsembleRegressor of random trees, whose thresholds are from a short list so that values meet them. */
export function randomTreeRegressor(random: () => number, choice: TreeChoice): TestNode {
  const nodes = {
    treeids: [] as number[],
    nodeids: [] as number[],
    featureids: [] as number[],
    modes: [] as string[],
    values: [] as number[],
    truenodeids: [] as number[],
    falsenodeids: [] as number[],
    missing_value_tracks_true: [] as number[],
  }
  const leaves = {
    treeids: [] as number[],
    nodeids: [] as number[],
    ids: [] as number[],
    weights: [] as number[],
  }
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T
  for (let tree = 0; tree < choice.trees; tree++) {
    let next = 0
    const grow = (depth: number): number => {
      const id = next++
      const at = nodes.treeids.length
      const isLeaf = depth >= choice.depth || (depth > 0 && random() < 0.25)
      nodes.treeids.push(tree)
      nodes.nodeids.push(id)
      nodes.featureids.push(isLeaf ? 0 : Math.floor(random() * choice.features))
      nodes.modes.push(isLeaf ? 'LEAF' : pick(choice.modes))
      nodes.values.push(isLeaf ? 0 : pick(meetingPoints))
      nodes.missing_value_tracks_true.push(choice.tracksNan && !isLeaf && random() < 0.5 ? 1 : 0)
      nodes.truenodeids.push(0)
      nodes.falsenodeids.push(0)
      if (isLeaf) {
        const targets = choice.isWide
          ? Array.from({ length: choice.targets }, (_, t) => t)
          : [tree % choice.targets]
        for (const target of targets) {
          leaves.treeids.push(tree)
          leaves.nodeids.push(id)
          leaves.ids.push(target)
          leaves.weights.push(random() * 20 - 10)
        }
        return id
      }
      nodes.truenodeids[at] = grow(depth + 1)
      nodes.falsenodeids[at] = grow(depth + 1)
      return id
    }
    grow(0)
  }
  return {
    op: 'TreeEnsembleRegressor',
    domain: 'ai.onnx.ml',
    inputs: ['features'],
    outputs: ['targets'],
    attributes: {
      aggregate_function: choice.aggregate,
      n_targets: choice.targets,
      post_transform: 'NONE',
      ...(choice.base && {
        base_values: Float32Array.from({ length: choice.targets }, () => random() * 100),
      }),
      ...Object.fromEntries(
        Object.entries(nodes).map(([name, list]) => [
          `nodes_${name}`,
          name === 'values' ? Float32Array.from(list as number[]) : list,
        ]),
      ),
      target_treeids: leaves.treeids,
      target_nodeids: leaves.nodeids,
      target_ids: leaves.ids,
      target_weights: Float32Array.from(leaves.weights),
    },
  }
}

/** Numbers at which trees split, and which rows are made of, among others. */
const meetingPoints = [-1.5, -0.25, 0, -0, 0.1, 1, 2, 3, 1e-45, -1e-45, 3e38, Math.fround(0.3)]

/** Values that rows are made of to try every way through trees: at, below and above where they split, and the extremes. */
export function triedValues(): number[] {
  const near = meetingPoints.flatMap((point) => [point, point * (1 + 2e-7), point - 1e-3, point + 1e-3])
  return [...near, 1e30, -1e30, Number.NaN, Infinity, -Infinity]
}
