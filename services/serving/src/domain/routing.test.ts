import { expect, test } from 'vitest'
import { RoutingTable } from './routing.ts'

const exact = { thread: 0, slot: 0 }
const byStop = { thread: 1, slot: 0 }
const forAll = { thread: 1, slot: 1 }

test('a partition is answered by its own model, then by the closest pooled one, then by the baseline', () => {
  const table = new RoutingTable(
    [
      ['R1/0/S1', exact],
      ['R1/0/*', byStop],
    ],
    3,
    true,
  )

  const routes = table.resolve(['R1/0/S1', 'R1/0/S2', 'R1/1/S1'], false)

  expect(routes).toEqual([
    { place: exact, source: 'exact' },
    { place: byStop, source: 'pooled:R1/0/*' },
    { place: null, source: 'baseline' },
  ])
})

test('levels without a model are skipped', () => {
  const table = new RoutingTable([['*/*/*', forAll]], 3, false)

  expect(table.resolve(['R1/0/S1'], false)).toEqual([{ place: forAll, source: 'pooled:*/*/*' }])
})

test('a pooled partition asked for by its own key is exact', () => {
  const table = new RoutingTable([['R1/*', byStop]], 2, false)

  expect(table.resolve(['R1/*'], true)).toEqual([{ place: byStop, source: 'exact' }])
})

test('a model without partitions answers for the empty key', () => {
  const table = new RoutingTable([['', exact]], 0, false)

  expect(table.resolve(['', ''], true)).toEqual([
    { place: exact, source: 'exact' },
    { place: exact, source: 'exact' },
  ])
})

test('rows of one key have one route', () => {
  const table = new RoutingTable([['R1/*', byStop]], 2, false)

  const [first, second] = table.resolve(['R1/S1', 'R1/S1'], false)

  expect(first).toBe(second)
})

test('a key without any model is not found where there is no baseline, and where the caller is strict', () => {
  const without = new RoutingTable([['R1/S1', exact]], 2, false)
  const withBaseline = new RoutingTable([['R1/S1', exact]], 2, true)

  expect(() => without.resolve(['R2/S2'], false)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
  expect(() => withBaseline.resolve(['R1/S1', 'R2/S2'], true)).toThrow(
    expect.objectContaining({ code: 'NOT_FOUND', field: 'partitions[1]', value: 'R2/S2' }),
  )
})

test('a key of another arity, or one that is not canonical, is refused', () => {
  const table = new RoutingTable([['R1/S1', exact]], 2, true)

  for (const key of ['R1', 'R1/S1/X', 'R1/%2f', 'R1/a*']) {
    expect(() => table.resolve([key], false)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
  }
})
