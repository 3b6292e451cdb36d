import { cannot } from './cannot.ts'
import { constantOf, floatsOf, type Lowering, opsetOf, ownNumbers, type Rows, rowsOf } from './lowering.ts'
import { binary, type Operand, operation, space } from './program.ts'
import { addOperation, newColumns } from './program-writer.ts'
import type { ConstantTensor, GraphNode } from './read-graph.ts'

type Side = { at: Operand; columns: number }

/** Add, Sub, Mul, Div of two; Max, Min, Sum of as many as there are. */
export function lowerArithmetic(lowering: Lowering, node: GraphNode): Rows {
  if (opsetOf(lowering) < 7) throw cannot(`${node.operator} is of an operator set below 7`)
  const which = binary[(node.operator === 'Sum' ? 'Add' : node.operator) as keyof typeof binary]
  const some = node.inputs.map((name) => lowering.rows.get(name)).find((rows) => rows !== undefined)
  if (some === undefined) throw cannot(`${node.operator} takes constants alone`)
  const [first, ...others] = node.inputs.map((_, index) => sideOf(lowering, node, index, some.rank))
  if (first === undefined) throw cannot(`${node.operator} takes nothing`)
  const answer = others.reduce((left, right) => combine(lowering, which, left, right), first)
  return { rank: some.rank, at: answer.at, columns: answer.columns }
}

export function lowerClip(lowering: Lowering, node: GraphNode): Rows {
  const rows = rowsOf(lowering, node, 0)
  const fromAttributes = opsetOf(lowering) < 11
  const bound = (name: string, index: number): ArrayLike<number> | undefined => {
    if (fromAttributes) return node.attributes.has(name) ? [node.attributes.get(name)?.float ?? 0] : undefined
    const tensor = constantOf(lowering, node, index)
    if (tensor !== undefined && tensor.values.length !== 1) throw cannot('Clip has bounds of another size')
    return tensor && floatsOf(tensor)
  }
  const [least, most] = [bound('min', 1), bound('max', 2)]
  let side: Side = rows
  if (least) side = combine(lowering, binary.Max, side, { at: ownNumbers(lowering, least), columns: 1 })
  if (most) side = combine(lowering, binary.Min, side, { at: ownNumbers(lowering, most), columns: 1 })
  return { rank: rows.rank, ...side }
}

/** (x - offset) · scale. */
export function lowerScaler(lowering: Lowering, node: GraphNode): Rows {
  const rows = rowsOf(lowering, node, 0)
  const side = (name: string): Side => {
    const values = node.attributes.get(name)?.floats ?? []
    if (values.length !== 1 && values.length !== rows.columns) throw cannot('Scaler does not fit its columns')
    return { at: ownNumbers(lowering, values), columns: values.length }
  }
  const moved = combine(lowering, binary.Sub, rows, side('offset'))
  return { rank: rows.rank, ...combine(lowering, binary.Mul, moved, side('scale')) }
}

function sideOf(lowering: Lowering, node: GraphNode, index: number, rank: 1 | 2): Side {
  const rows = lowering.rows.get(node.inputs[index] ?? '')
  if (rows === undefined) return constantSide(lowering, constantOf(lowering, node, index), rank)
  if (rows.rank !== rank) throw cannot(`${node.operator} takes a vector and a matrix`)
  return rows
}

/** A constant beside rows: one number, or a number for each column. */
function constantSide(lowering: Lowering, tensor: ConstantTensor | undefined, rank: 1 | 2): Side {
  if (tensor === undefined) throw cannot('a constant is missing')
  const { dims } = tensor
  const fits =
    dims.length <= rank && (dims.length < 2 || dims[0] === 1) && (rank === 2 || tensor.values.length === 1)
  if (!fits) throw cannot('it adds or multiplies with something that differs by row')
  return { at: ownNumbers(lowering, floatsOf(tensor)), columns: tensor.values.length }
}

function combine({ writer }: Lowering, which: number, left: Side, right: Side): Side {
  const columns = Math.max(left.columns, right.columns)
  for (const side of [left, right]) {
    if (side.columns !== columns && side.columns !== 1)
      throw cannot('it adds or multiplies what has another size')
  }
  const at = newColumns(writer, columns)
  const step = (side: Side) => (side.columns === 1 ? 0 : 1)
  const addresses = [left, right].flatMap((side, index) =>
    side.at.space === space.own ? [2 + 3 * index] : [],
  )
  addOperation(
    writer,
    operation.binary,
    [
      which,
      left.at.space,
      left.at.offset,
      step(left),
      right.at.space,
      right.at.offset,
      step(right),
      at.offset,
      columns,
    ],
    addresses,
  )
  return { at, columns }
}
