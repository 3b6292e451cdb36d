import { expect, test } from 'vitest'
import { matrixOfColumns, matrixOfTensor } from './feature-matrix.ts'

const names = ['a', 'b']

test('columns in any order become rows in the order of the features', () => {
  const columns = [
    { name: 'b', values: [10, 20] },
    { name: 'a', values: Float64Array.of(1, 2) },
  ]

  const matrix = matrixOfColumns(names, columns, 2)

  expect(matrix).toEqual({ rows: 2, width: 2, values: Float32Array.of(1, 10, 2, 20) })
})

test('a tensor of 32-bit floats is taken over, others are converted', () => {
  const given = Float32Array.of(1, 2, 3, 4)

  expect(matrixOfTensor(names, given, 2).values).toBe(given)
  expect(matrixOfTensor(names, [1, 2, 3, 4], 2).values).toEqual(given)
})

test('what is not a finite number is refused with its feature and row', () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, null, undefined, '1', true, 3.5e38]) {
    const refusal = expect.objectContaining({ code: 'INVALID_ARGUMENT', field: 'features.b[1]' })
    const columns = [
      { name: 'a', values: [1, 2] },
      { name: 'b', values: [1, value] },
    ]
    expect(() => matrixOfColumns(names, columns, 2)).toThrow(refusal)
    expect(() => matrixOfTensor(names, [1, 1, 2, value], 2)).toThrow(refusal)
  }
  expect(() => matrixOfTensor(names, Float32Array.of(1, Number.NaN), 1)).toThrow(
    expect.objectContaining({ field: 'features.b[0]', value: 'NaN' }),
  )
})

test('no rows are an empty matrix', () => {
  const columns = names.map((name) => ({ name, values: [] }))

  expect(matrixOfColumns(names, columns, 0).values).toHaveLength(0)
})
