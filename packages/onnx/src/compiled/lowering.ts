import { float32Type } from '../datatype.ts'
import { cannot } from './cannot.ts'
import type { Operand } from './program.ts'
import { space } from './program.ts'
import { addFloats, type ProgramWriter } from './program-writer.ts'
import type { ConstantTensor, Graph, GraphNode } from './read-graph.ts'

/** A tensor that differs by row: [N] where `rank` is 1, [N, columns] where it is 2. */
export type Rows = { rank: 1 | 2; at: Operand; columns: number }

/** A graph on its way into a program. */
export type Lowering = {
  graph: Graph
  writer: ProgramWriter
  rows: Map<string, Rows>
}

/** How an operator becomes operations of the program: what it answers, or null when that is a constant it has set. */
export type Lower = (lowering: Lowering, node: GraphNode) => Rows | Rows[] | null

export function rowsOf({ rows }: Lowering, node: GraphNode, index: number): Rows {
  const found = rows.get(node.inputs[index] ?? '')
  if (found === undefined) throw cannot(`${node.operator} takes a constant where rows are expected`)
  return found
}

/** Rows that are a matrix. */
export function matrixOf(lowering: Lowering, node: GraphNode, index: number): Rows {
  const rows = rowsOf(lowering, node, index)
  if (rows.rank !== 2) throw cannot(`${node.operator} takes a vector where a matrix is expected`)
  return rows
}

/** The input's constant; undefined where the input is left out. */
export function constantOf(
  { graph, rows }: Lowering,
  node: GraphNode,
  index: number,
): ConstantTensor | undefined {
  const name = node.inputs[index] ?? ''
  if (name === '') return undefined
  const constant = graph.constants.get(name)
  if (constant === undefined || rows.has(name))
    throw cannot(`${node.operator} takes no constant where one is expected`)
  return constant
}

/** A constant of 32-bit floats. */
export function floatsOf(tensor: ConstantTensor): ArrayLike<number> {
  if (tensor.type !== float32Type) throw cannot('it computes with constants that are not 32-bit floats')
  if (tensor.values.length !== tensor.dims.reduce((product, size) => product * size, 1)) {
    throw cannot('a constant is shorter or longer than its shape')
  }
  return tensor.values
}

export function ownNumbers({ writer }: Lowering, values: ArrayLike<number>): Operand {
  return { space: space.own, offset: addFloats(writer, values) }
}

export function opsetOf({ graph }: Lowering): number {
  return graph.opsets.get('') ?? graph.opsets.get('ai.onnx') ?? 0
}

/** The columns of a matrix counted from either end; throws unless the operator works along them. */
export function requireColumnAxis(node: GraphNode, axis: number): void {
  if (axis !== 1 && axis !== -1) throw cannot(`${node.operator} does not work along columns`)
}
