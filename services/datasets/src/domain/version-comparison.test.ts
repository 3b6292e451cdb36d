import { expect, test } from 'vitest'
import type { ColumnProfile } from './column-profile.ts'
import { compareColumns, compareSchemas } from './version-comparison.ts'

function profile(name: string, changed: Partial<ColumnProfile> = {}): ColumnProfile {
  return {
    name,
    type: 'NUMBER',
    nullable: true,
    nullCount: 0,
    distinctCount: 1,
    min: null,
    max: null,
    mean: null,
    standardDeviation: null,
    quantiles: [],
    histogram: null,
    topValues: [],
    ...changed,
  }
}

test('columns that came, went or changed their type are told apart', () => {
  const before = [profile('kept'), profile('gone'), profile('retyped'), profile('now_required')]
  const after = [
    profile('kept'),
    profile('retyped', { type: 'STRING' }),
    profile('now_required', { nullable: false }),
    profile('new'),
  ]

  expect(compareSchemas(before, after)).toEqual({
    added: ['new'],
    removed: ['gone'],
    retyped: ['retyped', 'now_required'],
  })
})

test('a column moved by its share of nulls, its mean and its furthest quantile', () => {
  const quantiles = (values: number[]) =>
    values.map((value, index) => ({ probability: (index + 1) / 10, value }))
  const from = {
    rowCount: 10,
    columns: [profile('x', { nullCount: 1, mean: 5, quantiles: quantiles([1, 2, 3]) })],
  }
  const to = {
    rowCount: 20,
    columns: [profile('x', { nullCount: 8, mean: 4, quantiles: quantiles([1, -2, 4]) })],
  }

  const [moved] = compareColumns(from, to)

  expect(moved?.nullShareChange).toBeCloseTo(0.3, 12)
  expect(moved).toMatchObject({ meanChange: -1, largestQuantileChange: -4 })
})

test('what only numbers have is not compared elsewhere', () => {
  const columns = [profile('text', { type: 'STRING' })]

  expect(compareColumns({ rowCount: 0, columns }, { rowCount: 0, columns })).toMatchObject([
    { nullShareChange: 0, meanChange: null, largestQuantileChange: null },
  ])
})
