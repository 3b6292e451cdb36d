import { float32Type } from '../datatype.ts'
import { cannot } from './cannot.ts'
import {
  constantOf,
  type Lowering,
  matrixOf,
  opsetOf,
  type Rows,
  requireColumnAxis,
  rowsOf,
} from './lowering.ts'
import { type Operand, operation } from './program.ts'
import { addOperation, newColumns } from './program-writer.ts'
import type { GraphNode } from './read-graph.ts'

export function lowerIdentity(lowering: Lowering, node: GraphNode): Rows {
  return rowsOf(lowering, node, 0)
}

export function lowerCast(lowering: Lowering, node: GraphNode): Rows {
  if (node.attributes.get('to')?.int !== float32Type)
    throw cannot('Cast goes to another type than 32-bit floats')
  return rowsOf(lowering, node, 0)
}

export function lowerConstant({ graph }: Lowering, node: GraphNode): null {
  const { attributes, outputs } = node
  const tensor = attributes.get('value')?.tensor
  const floats = attributes.get('value_floats')?.floats
  const float = attributes.get('value_float')?.float
  const ints = attributes.get('value_ints')?.ints
  const int = attributes.get('value_int')?.int
  const name = outputs[0] ?? ''
  if (tensor) graph.constants.set(name, tensor)
  else if (floats) graph.constants.set(name, { dims: [floats.length], type: float32Type, values: floats })
  else if (float !== undefined) graph.constants.set(name, { dims: [], type: float32Type, values: [float] })
  else if (ints) graph.constants.set(name, { dims: [ints.length], type: 7, values: ints })
  else if (int !== undefined) graph.constants.set(name, { dims: [], type: 7, values: [int] })
  else throw cannot('it has a constant of another kind')
  return null
}

export function lowerConcat(lowering: Lowering, node: GraphNode): Rows {
  requireColumnAxis(node, node.attributes.get('axis')?.int ?? 0)
  const parts = node.inputs.map((_, index) => matrixOf(lowering, node, index))
  return {
    rank: 2,
    ...gather(
      lowering,
      parts.flatMap((part) => columnsOf(part)),
    ),
  }
}

export function lowerSplit(lowering: Lowering, node: GraphNode): Rows[] {
  requireColumnAxis(node, node.attributes.get('axis')?.int ?? 0)
  const rows = matrixOf(lowering, node, 0)
  const listed = node.attributes.get('split')?.ints ?? constantOf(lowering, node, 1)?.values
  const each = Math.ceil(rows.columns / node.outputs.length)
  let first = 0
  const parts = node.outputs.map((_, index): Rows => {
    const columns = listed ? (listed[index] as number) : Math.min(each, rows.columns - first)
    const part: Rows = { rank: 2, at: shifted(rows.at, first), columns }
    first += columns
    if (!(columns >= 1)) throw cannot('Split leaves an output without columns')
    return part
  })
  if (first !== rows.columns) throw cannot('Split does not come out even')
  return parts
}

export function lowerGather(lowering: Lowering, node: GraphNode): Rows {
  requireColumnAxis(node, node.attributes.get('axis')?.int ?? 0)
  const rows = matrixOf(lowering, node, 0)
  const indices = constantOf(lowering, node, 1)
  if (indices === undefined || indices.dims.length > 1)
    throw cannot('Gather takes more than a list of columns')
  const picked = gather(lowering, pick(rows, Array.from(indices.values)))
  return { rank: indices.dims.length === 0 ? 1 : 2, ...picked }
}

export function lowerFeatureExtractor(lowering: Lowering, node: GraphNode): Rows {
  const indices = constantOf(lowering, node, 1)
  if (indices === undefined) throw cannot('ArrayFeatureExtractor takes no columns')
  return { rank: 2, ...gather(lowering, pick(matrixOf(lowering, node, 0), Array.from(indices.values))) }
}

export function lowerSlice(lowering: Lowering, node: GraphNode): Rows {
  const rows = matrixOf(lowering, node, 0)
  const list = (name: string, index: number): number[] | undefined => {
    if (opsetOf(lowering) < 10) return node.attributes.get(name)?.ints
    const tensor = constantOf(lowering, node, index)
    return tensor && Array.from(tensor.values)
  }
  const [starts, ends, axes, steps = [1]] = [
    list('starts', 1),
    list('ends', 2),
    list('axes', 3),
    list('steps', 4),
  ]
  if (starts?.length !== 1 || ends?.length !== 1 || axes?.length !== 1 || steps[0] !== 1) {
    throw cannot('Slice takes more than columns that follow one another')
  }
  requireColumnAxis(node, axes[0] as number)
  const from = (at: number) => Math.min(Math.max(at < 0 ? at + rows.columns : at, 0), rows.columns)
  const [start, end] = [from(starts[0] as number), from(ends[0] as number)]
  if (end <= start) throw cannot('Slice leaves no columns')
  return { rank: 2, at: shifted(rows.at, start), columns: end - start }
}

/** Reshape, Flatten, Squeeze and Unsqueeze, as far as they make a vector of one column or a column of a vector. */
export function lowerReshape(lowering: Lowering, node: GraphNode): Rows {
  const rows = rowsOf(lowering, node, 0)
  const rank = rankAfter(lowering, node, rows)
  if (rank !== rows.rank && rows.columns !== 1) throw cannot(`${node.operator} does not keep the columns`)
  return { ...rows, rank }
}

function rankAfter(lowering: Lowering, node: GraphNode, rows: Rows): 1 | 2 {
  const { operator, attributes } = node
  if (operator === 'Flatten') {
    if ((attributes.get('axis')?.int ?? 1) !== 1) throw cannot('Flatten joins rows')
    return 2
  }
  if (operator === 'Reshape') {
    const shape = Array.from(constantOf(lowering, node, 1)?.values ?? [])
    const keepsRows = shape[0] === -1 || (shape[0] === 0 && !attributes.get('allowzero')?.int)
    const columns = shape[1] === -1 || shape[1] === 0 ? rows.columns : shape[1]
    if (shape.length === 2 && keepsRows && columns === rows.columns) return 2
    if (shape.length === 1 && keepsRows) return 1
    throw cannot('Reshape does not keep rows')
  }
  const axes = attributes.get('axes')?.ints ?? Array.from(constantOf(lowering, node, 1)?.values ?? [])
  const [axis] = axes
  if (axes.length !== 1 || (axis !== 1 && axis !== -1))
    throw cannot(`${operator} does not work along columns`)
  const before = operator === 'Squeeze' ? 2 : 1
  if (rows.rank !== before) throw cannot(`${operator} makes something else of rows`)
  return before === 2 ? 1 : 2
}

function pick(rows: Rows, indices: readonly number[]): Operand[] {
  const columns = columnsOf(rows)
  return indices.map((index) => {
    const column = columns[index < 0 ? index + rows.columns : index]
    if (column === undefined) throw cannot('it takes a column that there is not')
    return column
  })
}

function columnsOf({ at, columns }: Rows): Operand[] {
  return Array.from({ length: columns }, (_, column) => shifted(at, column))
}

function shifted({ space, offset }: Operand, by: number): Operand {
  return { space, offset: offset + by }
}

/** The columns side by side: where they lie so already nothing is done. */
function gather({ writer }: Lowering, columns: readonly Operand[]): { at: Operand; columns: number } {
  const [first] = columns
  if (first === undefined) throw cannot('it makes a matrix without columns')
  const isInPlace = columns.every(
    (column, index) => column.space === first.space && column.offset === first.offset + index,
  )
  if (isInPlace) return { at: first, columns: columns.length }
  const at = newColumns(writer, columns.length)
  const args = columns.flatMap(({ space, offset }) => [space, offset])
  addOperation(writer, operation.copy, [at.offset, columns.length, ...args])
  return { at, columns: columns.length }
}
