import { DomainError } from '@headway/kit/errors'

export type FeatureColumn = { name: string; values: ArrayLike<unknown> }

/** All features of some rows, row by row, in the order of the model's features. */
export type FeatureMatrix = { rows: number; width: number; values: Float32Array }

/**
 * The columns of a request as one matrix. INVALID_ARGUMENT names a feature that is missing, unknown, given twice, of
 * another length, or not a finite number as a 32-bit float, with its row.
 */
export function matrixOfColumns(
  features: readonly string[],
  columns: readonly FeatureColumn[],
  rows: number,
): FeatureMatrix {
  const given = new Map<string, ArrayLike<unknown>>()
  for (const { name, values } of columns) {
    if (!features.includes(name)) {
      throw refused(`there is no feature ${name}`, name, name, `one of ${features.join(', ')}`)
    }
    if (given.has(name)) throw refused(`feature ${name} is given twice`, name, name, 'each feature once')
    given.set(name, values)
  }
  const width = features.length
  const matrix = new Float32Array(rows * width)
  for (const [column, name] of features.entries()) {
    const values = given.get(name)
    if (values === undefined) throw refused(`feature ${name} is missing`, name, null, 'every feature once')
    if (values.length !== rows) {
      throw refused(`feature ${name} has ${values.length} values`, name, values.length, `${rows} values`)
    }
    for (let row = 0, at = column; row < rows; row++, at += width) {
      const value = values[row]
      if (typeof value !== 'number') throw notFinite(name, row, value)
      matrix[at] = value
      if (!Number.isFinite(matrix[at])) throw notFinite(name, row, value)
    }
  }
  return { rows, width, values: matrix }
}

/** A tensor [rows, features] as a matrix; the same errors. Takes a Float32Array over without copying it. */
export function matrixOfTensor(
  features: readonly string[],
  tensor: ArrayLike<unknown>,
  rows: number,
): FeatureMatrix {
  const width = features.length
  if (tensor.length !== rows * width) {
    throw refused(
      `features has ${tensor.length} values`,
      'features',
      tensor.length,
      `${rows} rows of ${width} values: ${features.join(', ')}`,
    )
  }
  const values = tensor instanceof Float32Array ? tensor : new Float32Array(tensor.length)
  const copies = values !== tensor
  for (let at = 0; at < values.length; at++) {
    const value = tensor[at]
    if (copies) values[at] = typeof value === 'number' ? value : Number.NaN
    if (!Number.isFinite(values[at])) {
      throw notFinite(features[at % width] ?? 'features', Math.floor(at / width), value)
    }
  }
  return { rows, width, values }
}

function notFinite(feature: string, row: number, given: unknown): DomainError {
  const value = typeof given === 'number' ? String(given) : given
  return new DomainError('INVALID_ARGUMENT', `feature ${feature} of row ${row} is ${JSON.stringify(value)}`, {
    field: `features.${feature}[${row}]`,
    value,
    expected: 'a finite number within the range of a 32-bit float',
    details: { feature, row },
  })
}

function refused(message: string, feature: string, value: unknown, expected: string): DomainError {
  return new DomainError('INVALID_ARGUMENT', message, { field: `features.${feature}`, value, expected })
}
