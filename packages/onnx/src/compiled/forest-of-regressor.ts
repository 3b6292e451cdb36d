import { cannot } from './cannot.ts'
import { type Aggregate, emptyForest, type Forest, nanTracks, setBranch } from './forest.ts'
import type { GraphNode } from './read-graph.ts'

const inDouble = ['base_values', 'nodes_values', 'nodes_hitrates', 'target_weights']
const aggregates = ['AVERAGE', 'SUM', 'MIN', 'MAX']

/** The trees of a TreeEnsembleRegressor node (ai.onnx.ml, operator sets 1 to 3). */
export function forestOfRegressor({ attributes }: GraphNode): Forest {
  const ints = (name: string) => attributes.get(name)?.ints ?? []
  const floats = (name: string) => attributes.get(name)?.floats ?? []
  const aggregate = attributes.get('aggregate_function')?.text ?? 'SUM'
  if (!aggregates.includes(aggregate)) throw cannot(`its trees are summed up by ${aggregate}`)
  if ((attributes.get('post_transform')?.text ?? 'NONE') !== 'NONE') {
    throw cannot('its trees have a post_transform')
  }
  if (inDouble.some((name) => attributes.has(`${name}_as_tensor`)))
    throw cannot('its trees are in 64-bit numbers')
  const targets = attributes.get('n_targets')?.int ?? 0
  const forest = emptyForest(targets, aggregate as Aggregate, floats('base_values'))
  const trees = ints('nodes_treeids')
  const ids = ints('nodes_nodeids')
  const modes = attributes.get('nodes_modes')?.texts ?? []
  const [features, values] = [ints('nodes_featureids'), floats('nodes_values')]
  const [trueIds, falseIds] = [ints('nodes_truenodeids'), ints('nodes_falsenodeids')]
  for (const list of [ids, modes, features, values, trueIds, falseIds]) {
    if (list.length !== trees.length) throw cannot('its trees are described by lists of different lengths')
  }
  const { indexes, starts } = numberNodes(trees, ids)
  const find = (tree: number, id: number): number => {
    const index = indexes.get(tree)?.[id]
    if (index === undefined) throw cannot('a tree leads to a node that it does not have')
    return index
  }
  const leafOf = setLeaves(forest, modes, {
    nodes: ints('target_nodeids').map((id, at) => find(ints('target_treeids')[at] ?? -1, id)),
    targets: ints('target_ids'),
    weights: floats('target_weights'),
  })
  const childOf = (tree: number, id: number): number => {
    const index = find(tree, id)
    return modes[index] === 'LEAF' ? ~(leafOf[index] as number) : index
  }
  const tracks = nanTracks(ints('nodes_missing_value_tracks_true'), trees.length)
  forest.nodes = features.length
  forest.feature = features.slice()
  for (let node = 0; node < trees.length; node++) {
    if (modes[node] === 'LEAF') continue
    const tree = trees[node] as number
    setBranch(forest, node, {
      feature: features[node] as number,
      mode: modes[node] as string,
      value: values[node] as number,
      nanTracksTrue: tracks[node] === 1,
      whenTrue: childOf(tree, trueIds[node] as number),
      whenFalse: childOf(tree, falseIds[node] as number),
    })
  }
  forest.roots = starts.map((start) => (modes[start] === 'LEAF' ? ~(leafOf[start] as number) : start))
  return forest
}

/** Where each tree's nodes are, by their numbers in it, and where each tree starts: its first node is its root. */
function numberNodes(
  trees: readonly number[],
  ids: readonly number[],
): { indexes: Map<number, number[]>; starts: number[] } {
  const indexes = new Map<number, number[]>()
  const starts: number[] = []
  let current: number[] = []
  for (let node = 0; node < trees.length; node++) {
    const tree = trees[node] as number
    if (node === 0 || tree !== trees[node - 1]) {
      if (indexes.has(tree)) throw cannot('the nodes of a tree lie apart')
      current = []
      indexes.set(tree, current)
      starts.push(node)
    }
    const id = ids[node] as number
    if (!(id >= 0 && id < trees.length) || current[id] !== undefined) {
      throw cannot('the nodes of a tree are not numbered one by one')
    }
    current[id] = node
  }
  return { indexes, starts }
}

/** Gives every leaf its values; answers the leaf of each node. */
function setLeaves(
  forest: Forest,
  modes: readonly string[],
  added: { nodes: number[]; targets: number[]; weights: number[] },
): (number | undefined)[] {
  if (added.targets.length !== added.nodes.length || added.weights.length !== added.nodes.length) {
    throw cannot('its leaves are described by lists of different lengths')
  }
  const leafOf: (number | undefined)[] = []
  const perLeaf: number[][] = []
  for (const [at, node] of added.nodes.entries()) {
    if (modes[node] !== 'LEAF') continue
    const leaf = leafOf[node] ?? perLeaf.length
    leafOf[node] = leaf
    perLeaf[leaf] ??= []
    perLeaf[leaf].push(at)
  }
  const leaves = modes.filter((mode) => mode === 'LEAF').length
  if (perLeaf.length !== leaves) throw cannot('a leaf of a tree has no value')
  forest.leafWidth = perLeaf[0]?.length ?? 1
  const values: number[] = []
  const targets: number[] = []
  for (const entries of perLeaf) {
    const isWhole = entries.every((at, index) => added.targets[at] === index)
    const isOne = entries.length === 1
    if (entries.length !== forest.leafWidth || !(isOne || (isWhole && entries.length === forest.targets))) {
      throw cannot('the leaves of its trees do not all add to the same targets')
    }
    if (isOne) targets.push(added.targets[entries[0] as number] as number)
    for (const at of entries) values.push(added.weights[at] as number)
  }
  forest.leafValue = values
  forest.leafTarget = targets
  return leafOf
}
