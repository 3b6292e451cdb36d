import { float32Type } from '../datatype.ts'
import { cannot } from './cannot.ts'
import { type Aggregate, emptyForest, type Forest, nanTracks, setBranch } from './forest.ts'
import type { Attribute, GraphNode } from './read-graph.ts'

const aggregates: readonly Aggregate[] = ['AVERAGE', 'SUM', 'MIN', 'MAX']
const modes = [
  'BRANCH_LEQ',
  'BRANCH_LT',
  'BRANCH_GTE',
  'BRANCH_GT',
  'BRANCH_EQ',
  'BRANCH_NEQ',
  'BRANCH_MEMBER',
]

/** The trees of a TreeEnsemble node (ai.onnx.ml, operator set 5). */
export function forestOfEnsemble({ attributes }: GraphNode): Forest {
  const ints = (name: string) => attributes.get(name)?.ints ?? []
  const aggregate = aggregates[attributes.get('aggregate_function')?.int ?? 1]
  if (aggregate === undefined) throw cannot('its trees are summed up in a way that is not known')
  if ((attributes.get('post_transform')?.int ?? 0) !== 0) throw cannot('its trees have a post_transform')
  const forest = emptyForest(attributes.get('n_targets')?.int ?? 0, aggregate, [])
  const splits = floatsOf(attributes.get('nodes_splits'))
  const comparison = attributes.get('nodes_modes')?.tensor?.values ?? []
  const features = ints('nodes_featureids')
  const tracks = nanTracks(ints('nodes_missing_value_tracks_true'), features.length)
  const [trueIds, falseIds] = [ints('nodes_truenodeids'), ints('nodes_falsenodeids')]
  const [trueLeafs, falseLeafs] = [ints('nodes_trueleafs'), ints('nodes_falseleafs')]
  forest.leafValue = floatsOf(attributes.get('leaf_weights'))
  forest.leafTarget = ints('leaf_targetids')
  const nodes = features.length
  for (const list of [splits, comparison, trueIds, falseIds, trueLeafs, falseLeafs]) {
    if (list.length !== nodes) throw cannot('its trees are described by lists of different lengths')
  }
  forest.nodes = features.length
  forest.feature = features.slice()
  for (let node = 0; node < nodes; node++) {
    setBranch(forest, node, {
      feature: features[node] as number,
      mode: modes[comparison[node] as number] ?? 'an unknown comparison',
      value: splits[node] as number,
      nanTracksTrue: tracks[node] === 1,
      whenTrue: childOf(trueIds[node] as number, trueLeafs[node] as number),
      whenFalse: childOf(falseIds[node] as number, falseLeafs[node] as number),
    })
  }
  forest.roots = ints('tree_roots').map((root) => {
    const isLeaf = trueLeafs[root] && falseLeafs[root] && trueIds[root] === falseIds[root]
    // ONNX Runtime takes the root's own number for the leaf's there.
    if (isLeaf && trueIds[root] !== root) throw cannot('a tree of one leaf is written as a branch')
    return isLeaf ? ~root : root
  })
  return forest
}

function childOf(id: number, isLeaf: number): number {
  return isLeaf ? ~id : id
}

function floatsOf(attribute: Attribute | undefined): ArrayLike<number> {
  if (attribute?.tensor?.type !== float32Type) throw cannot('its trees are not in 32-bit numbers')
  return attribute.tensor.values
}
