import { DomainError } from '@headway/kit/errors'
import { float32Type } from '../datatype.ts'
import { cannot } from './cannot.ts'
import { forestOfEnsemble } from './forest-of-ensemble.ts'
import { forestOfRegressor } from './forest-of-regressor.ts'
import {
  lowerCast,
  lowerConcat,
  lowerConstant,
  lowerFeatureExtractor,
  lowerGather,
  lowerIdentity,
  lowerReshape,
  lowerSlice,
  lowerSplit,
} from './lower-columns.ts'
import { lowerArithmetic, lowerClip, lowerScaler } from './lower-elementwise.ts'
import { lowerGemm, lowerLinearRegressor, lowerMatMul } from './lower-linear.ts'
import { type Lower, type Lowering, matrixOf, type Rows } from './lowering.ts'
import { type Operand, space } from './program.ts'
import { finishProgram, newWriter } from './program-writer.ts'
import { type GraphNode, readGraph } from './read-graph.ts'
import { writeTrees } from './write-trees.ts'

/** How rows of features meet a model's inputs, and which of its outputs are wanted, one column each. */
export type Face = {
  /** In the order in which they lie in a row. */
  inputs: readonly { name: string; columns: number }[]
  outputs: readonly string[]
}

export type Compiled = { program: Uint8Array<ArrayBuffer> } | { reason: string }

const operators: Record<string, Lower> = {
  Identity: lowerIdentity,
  Cast: lowerCast,
  Constant: lowerConstant,
  Concat: lowerConcat,
  Split: lowerSplit,
  Gather: lowerGather,
  Slice: lowerSlice,
  Reshape: lowerReshape,
  Flatten: lowerReshape,
  Squeeze: lowerReshape,
  Unsqueeze: lowerReshape,
  Gemm: lowerGemm,
  MatMul: lowerMatMul,
  Add: lowerArithmetic,
  Sub: lowerArithmetic,
  Mul: lowerArithmetic,
  Div: lowerArithmetic,
  Max: lowerArithmetic,
  Min: lowerArithmetic,
  Sum: lowerArithmetic,
  Clip: lowerClip,
  'ai.onnx.ml.ArrayFeatureExtractor': lowerFeatureExtractor,
  'ai.onnx.ml.LinearRegressor': lowerLinearRegressor,
  'ai.onnx.ml.Scaler': lowerScaler,
  'ai.onnx.ml.TreeEnsemble': (lowering, node) => lowerTrees(lowering, node, forestOfEnsemble(node)),
  'ai.onnx.ml.TreeEnsembleRegressor': (lowering, node) => lowerTrees(lowering, node, forestOfRegressor(node)),
}

/**
 * A model as a program for `Runner`, or why it has to stay with ONNX Runtime: only what is understood to the last
 * attribute becomes a program.
 */
export function compileModel(bytes: Uint8Array, face: Face): Compiled {
  try {
    return { program: compile(bytes, face) }
  } catch (error) {
    if (error instanceof DomainError) return { reason: error.message }
    if (error instanceof RangeError) return { reason: `its bytes cannot be read: ${error.message}` }
    throw error
  }
}

function compile(bytes: Uint8Array, face: Face): Uint8Array<ArrayBuffer> {
  const graph = readGraph(bytes)
  const lowering: Lowering = { graph, writer: newWriter(), rows: new Map() }
  const width = setInputs(lowering, face)
  for (const node of graph.nodes) {
    const name =
      node.domain === '' || node.domain === 'ai.onnx' ? node.operator : `${node.domain}.${node.operator}`
    const lower = operators[name]
    if (lower === undefined) throw cannot(`it has the operator ${name}`)
    const answers = lower(lowering, node)
    if (answers !== null) setAnswers(lowering, node, Array.isArray(answers) ? answers : [answers])
  }
  return finishProgram(lowering.writer, width, outputsOf(lowering, face))
}

/** Finds each input of the graph in a row of features; answers how wide a row is. */
function setInputs({ graph, rows }: Lowering, { inputs }: Face): number {
  let width = 0
  for (const { name, columns } of inputs) {
    const declared = graph.inputs.find((input) => input.name === name)
    if (declared?.type !== float32Type) throw cannot(`it takes no 32-bit floats as ${name}`)
    if (declared.rank !== 2 && !(declared.rank === 1 && columns === 1))
      throw cannot(`${name} is not one row after another`)
    rows.set(name, { rank: declared.rank, at: { space: space.features, offset: width }, columns })
    width += columns
  }
  const missing = graph.inputs.find(({ name }) => !rows.has(name) && !graph.constants.has(name))
  if (missing) throw cannot(`it takes ${missing.name} as well`)
  return width
}

function setAnswers({ rows }: Lowering, { operator, outputs }: GraphNode, answers: readonly Rows[]): void {
  if (outputs.length !== answers.length) throw cannot(`${operator} answers more than one thing`)
  for (const [index, answer] of answers.entries()) rows.set(outputs[index] ?? '', answer)
}

function outputsOf({ graph, rows }: Lowering, { outputs }: Face): Operand[] {
  return outputs.map((name) => {
    const answer = graph.outputs.includes(name) ? rows.get(name) : undefined
    if (answer?.columns !== 1) throw cannot(`it does not answer one value a row as ${name}`)
    return answer.at
  })
}

function lowerTrees(lowering: Lowering, node: GraphNode, forest: Parameters<typeof writeTrees>[1]): Rows {
  const input = matrixOf(lowering, node, 0)
  const at = writeTrees(lowering.writer, forest, input.at, input.columns)
  return { rank: 2, at, columns: forest.targets }
}
