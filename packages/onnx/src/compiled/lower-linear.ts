import { cannot } from './cannot.ts'
import { constantOf, floatsOf, type Lowering, matrixOf, type Rows } from './lowering.ts'
import { type Operand, operation, space } from './program.ts'
import { addFloats, addOperation, newColumns } from './program-writer.ts'
import type { GraphNode } from './read-graph.ts'

/** Added to each column of a product: the same for every row, or rows of their own. */
type Bias = { values: ArrayLike<number> } | { rows: Rows } | null

export function lowerGemm(lowering: Lowering, node: GraphNode): Rows {
  const { attributes } = node
  if ((attributes.get('transA')?.int ?? 0) !== 0) throw cannot('Gemm turns its first matrix')
  if ((attributes.get('alpha')?.float ?? 1) !== 1 || (attributes.get('beta')?.float ?? 1) !== 1) {
    throw cannot('Gemm multiplies by alpha or beta')
  }
  const columns = weightsOf(lowering, node, (attributes.get('transB')?.int ?? 0) !== 0)
  const third = lowering.rows.get(node.inputs[2] ?? '')
  const constant = third === undefined ? constantOf(lowering, node, 2) : undefined
  const bias: Bias = third
    ? { rows: third }
    : constant
      ? { values: biasOf(floatsOf(constant), constant.dims) }
      : null
  return multiply(lowering, node, columns, bias)
}

export function lowerMatMul(lowering: Lowering, node: GraphNode): Rows {
  return multiply(lowering, node, weightsOf(lowering, node, false), null)
}

export function lowerLinearRegressor(lowering: Lowering, node: GraphNode): Rows {
  const { attributes } = node
  if ((attributes.get('post_transform')?.text ?? 'NONE') !== 'NONE')
    throw cannot('LinearRegressor has a post_transform')
  const targets = attributes.get('targets')?.int ?? 1
  const coefficients = attributes.get('coefficients')?.floats ?? []
  const width = coefficients.length / targets
  if (!(targets >= 1) || !Number.isInteger(width))
    throw cannot('LinearRegressor has a share of a coefficient')
  const columns = Array.from({ length: targets }, (_, target) =>
    Float32Array.from(coefficients.slice(target * width, (target + 1) * width)),
  )
  // As ONNX Runtime does: intercepts that do not fit are left out.
  const intercepts = attributes.get('intercepts')?.floats ?? []
  return multiply(lowering, node, columns, intercepts.length === targets ? { values: intercepts } : null)
}

function biasOf(values: ArrayLike<number>, dims: readonly number[]): ArrayLike<number> {
  if (dims.length > 2 || (dims.length === 2 && dims[0] !== 1))
    throw cannot('Gemm adds a matrix that differs by row')
  return values
}

/** The columns of the matrix that rows are multiplied with. */
function weightsOf(lowering: Lowering, node: GraphNode, isTurned: boolean): Float32Array[] {
  const tensor = constantOf(lowering, node, 1)
  if (tensor?.dims.length !== 2) throw cannot(`${node.operator} multiplies with something else than a matrix`)
  const values = floatsOf(tensor)
  const [rows = 0, columns = 0] = isTurned ? [...tensor.dims].reverse() : tensor.dims
  const [columnStep, rowStep] = isTurned ? [rows, 1] : [1, columns]
  const weights: Float32Array[] = []
  for (let column = 0; column < columns; column++) {
    const ofColumn = new Float32Array(rows)
    for (let row = 0; row < rows; row++) ofColumn[row] = values[column * columnStep + row * rowStep] as number
    weights.push(ofColumn)
  }
  return weights
}

/** Columns that are alike are computed once: the outputs of a model often share their weights. */
function multiply(lowering: Lowering, node: GraphNode, columns: Float32Array[], bias: Bias): Rows {
  const { writer } = lowering
  const input = matrixOf(lowering, node, 0)
  if (columns.length === 0 || columns.some(({ length }) => length !== input.columns)) {
    throw cannot(`${node.operator} multiplies with a matrix of another size`)
  }
  const different: Float32Array[] = []
  const columnOf = columns.map((column) => {
    const known = different.findIndex((other) => areAlike(other, column))
    return known === -1 ? different.push(column) - 1 : known
  })
  const weights = addFloats(writer, new Float32Array(different.length * input.columns))
  for (const [index, column] of different.entries()) {
    writer.data.floats.set(column, weights + index * input.columns)
  }
  const added = biasOperand(lowering, columns.length, bias)
  const output = newColumns(writer, columns.length)
  addOperation(
    writer,
    operation.linear,
    [
      input.at.space,
      input.at.offset,
      output.offset,
      input.columns,
      weights,
      added.at.space,
      added.at.offset,
      added.step,
      columns.length,
      ...columnOf,
    ],
    added.at.space === space.own ? [4, 6] : [4],
  )
  return { rank: 2, at: output, columns: columns.length }
}

function areAlike(a: Float32Array, b: Float32Array): boolean {
  for (let row = 0; row < a.length; row++) if (!Object.is(a[row], b[row])) return false
  return true
}

function biasOperand({ writer }: Lowering, columns: number, bias: Bias): { at: Operand; step: number } {
  if (bias === null) return { at: { space: space.none, offset: 0 }, step: 0 }
  const length = 'rows' in bias ? bias.rows.columns : bias.values.length
  if (length !== 1 && length !== columns) throw cannot('Gemm adds something of another size')
  if ('rows' in bias && bias.rows.rank !== 2) throw cannot('Gemm adds a vector of rows')
  const at = 'rows' in bias ? bias.rows.at : { space: space.own, offset: addFloats(writer, bias.values) }
  return { at, step: length === 1 ? 0 : 1 }
}
