import { float32Type } from './datatype.ts'
import { offsetTree } from './offset-tree.ts'
import { ModelProto } from './onnx-proto.ts'
import { checkRegressor, type RegressorSpec } from './regressor-spec.ts'
import { floatTensor, type TargetedTree, treeEnsembleNode } from './tree-ensemble.ts'

const opsets = [
  { domain: '', version: 21 },
  { domain: 'ai.onnx.ml', version: 5 },
]

/**
 * The regressor as an ONNX file: input `features` [N, F], one float32 output [N, 1] for each name in `outputs`.
 * All trees and the output offsets share one TreeEnsemble node, so that a session stays small.
 */
export function regressorModel(spec: RegressorSpec, metadata: Record<string, string> = {}): Uint8Array {
  checkRegressor(spec)
  return ModelProto.encode({
    irVersion: 10,
    producerName: 'headway',
    opsetImport: opsets,
    graph: graphOf(spec),
    metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
  }).finish()
}

/** The graph is `features · linear + bias`, plus the trees' targets mixed into the outputs, split by output. */
function graphOf(spec: RegressorSpec) {
  const outputs = spec.outputs.length
  const { bias, trees, mix } = arrange(spec)
  const nodes: { opType: string; input: string[]; output: string[]; attribute?: object[] }[] = []
  const initializers = [floatTensor('bias', [outputs], bias)]
  let sum = 'bias'
  if (spec.linear || trees.length === 0) {
    const width = spec.featureNames.length
    initializers.push(floatTensor('linear', [width, outputs], repeatColumns(spec.linear, width, outputs)))
    nodes.push({ opType: 'Gemm', input: ['features', 'linear', sum], output: ['line'] })
    sum = 'line'
  }
  if (trees.length > 0) {
    initializers.push(floatTensor('mix', [mix.length, outputs], mix.flat()))
    nodes.push(treeEnsembleNode('features', 'targets', trees, mix.length))
    nodes.push({ opType: 'Gemm', input: ['targets', 'mix', sum], output: ['sum'] })
    sum = 'sum'
  }
  nodes.push(split(sum, spec.outputs))
  return {
    name: 'regressor',
    node: nodes,
    initializer: initializers,
    input: [valueInfo('features', spec.featureNames.length)],
    output: spec.outputs.map((name) => valueInfo(name, 1)),
  }
}

/**
 * The median's trees add to target 0, which every output takes; an output whose offset varies has a target of its own.
 * What does not vary (trees of one leaf, equal offsets) goes into the bias.
 */
function arrange(spec: RegressorSpec): { bias: number[]; trees: TargetedTree[]; mix: number[][] } {
  const trees: TargetedTree[] = []
  const mix: number[][] = []
  let constant = spec.constant
  for (const tree of spec.trees) {
    if (tree.feature.length === 0) constant += tree.value[0] as number
    else trees.push({ target: 0, tree })
  }
  if (trees.length > 0) mix.push(spec.outputs.map(() => 1))
  const bias = spec.outputs.map(() => constant)
  const { offsets } = spec
  if (!offsets) return { bias, trees, mix }
  spec.outputs.forEach((_, output) => {
    const values = offsets.values.map((bin) => bin[output] as number)
    const first = values[0] as number
    if (values.every((value) => value === first)) {
      bias[output] = constant + first
      return
    }
    trees.push({ target: mix.length, tree: offsetTree(offsets.feature, offsets.thresholds, values) })
    mix.push(spec.outputs.map((_, other) => (other === output ? 1 : 0)))
  })
  return { bias, trees, mix }
}

function split(input: string, outputs: readonly string[]) {
  if (outputs.length === 1) return { opType: 'Identity', input: [input], output: [...outputs] }
  return {
    opType: 'Split',
    input: [input],
    output: [...outputs],
    attribute: [
      { name: 'axis', i: 1, type: 2 },
      { name: 'num_outputs', i: outputs.length, type: 2 },
    ],
  }
}

function repeatColumns(weights: ArrayLike<number> | null, width: number, outputs: number): Float32Array {
  const matrix = new Float32Array(width * outputs)
  for (let row = 0; row < width; row++) {
    matrix.fill(weights?.[row] ?? 0, row * outputs, (row + 1) * outputs)
  }
  return matrix
}

function valueInfo(name: string, columns: number) {
  const shape = { dim: [{ dimParam: 'N' }, { dimValue: columns }] }
  return { name, type: { tensorType: { elemType: float32Type, shape } } }
}
