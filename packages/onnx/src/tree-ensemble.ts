import { float32Type, uint8Type } from './datatype.ts'
import type { RegressorTree } from './regressor-spec.ts'

/** A tree whose leaves add to one target of the ensemble. */
export type TargetedTree = { target: number; tree: RegressorTree }

const attributeType = { int: 2, tensor: 4, ints: 7 }

/** A float32 tensor, row-major. */
export function floatTensor(name: string, dims: number[], values: ArrayLike<number>) {
  const { buffer } = Float32Array.from(values)
  return { name, dims, dataType: float32Type, rawData: new Uint8Array(buffer) }
}

/**
 * A TreeEnsemble node (ai.onnx.ml, operator set 5) that sums the trees of each target: output [N, targets].
 * Every tree has at least one node. A comparison is `x <= split` (mode 0); leaves and nodes are numbered apart.
 */
export function treeEnsembleNode(
  input: string,
  output: string,
  trees: readonly TargetedTree[],
  targets: number,
) {
  const roots: number[] = []
  const features: number[] = []
  const splits: number[] = []
  const trueIds: number[] = []
  const trueLeafs: number[] = []
  const falseIds: number[] = []
  const falseLeafs: number[] = []
  const leafTargets: number[] = []
  const leafWeights: number[] = []
  for (const { tree, target } of trees) {
    const firstNode = features.length
    const firstLeaf = leafWeights.length
    const link = (child: number, ids: number[], leafs: number[]) => {
      ids.push(child < 0 ? firstLeaf + ~child : firstNode + child)
      leafs.push(child < 0 ? 1 : 0)
    }
    roots.push(firstNode)
    for (let node = 0; node < tree.feature.length; node++) {
      features.push(tree.feature[node] as number)
      splits.push(tree.threshold[node] as number)
      link(tree.left[node] as number, trueIds, trueLeafs)
      link(tree.right[node] as number, falseIds, falseLeafs)
    }
    for (let leaf = 0; leaf < tree.value.length; leaf++) {
      leafTargets.push(target)
      leafWeights.push(tree.value[leaf] as number)
    }
  }
  const modes = {
    dims: [features.length],
    dataType: uint8Type,
    rawData: new Uint8Array(features.length),
  }
  return {
    opType: 'TreeEnsemble',
    domain: 'ai.onnx.ml',
    input: [input],
    output: [output],
    attribute: [
      { name: 'n_targets', i: targets, type: attributeType.int },
      { name: 'aggregate_function', i: 1, type: attributeType.int },
      { name: 'tree_roots', ints: roots, type: attributeType.ints },
      { name: 'nodes_featureids', ints: features, type: attributeType.ints },
      { name: 'nodes_modes', t: modes, type: attributeType.tensor },
      { name: 'nodes_splits', t: floatTensor('', [splits.length], splits), type: attributeType.tensor },
      { name: 'nodes_truenodeids', ints: trueIds, type: attributeType.ints },
      { name: 'nodes_trueleafs', ints: trueLeafs, type: attributeType.ints },
      { name: 'nodes_falsenodeids', ints: falseIds, type: attributeType.ints },
      { name: 'nodes_falseleafs', ints: falseLeafs, type: attributeType.ints },
      { name: 'leaf_targetids', ints: leafTargets, type: attributeType.ints },
      {
        name: 'leaf_weights',
        t: floatTensor('', [leafWeights.length], leafWeights),
        type: attributeType.tensor,
      },
    ],
  }
}
