import { expect, test } from 'vitest'
import { createIndex, findPlace, takePlace } from './number-index.ts'

test('numbers have the places of their first coming, however many there are', () => {
  const index = createIndex()
  const keys = Array.from({ length: 50_000 }, (_, k) => ((k * 7919) % 50_021) * 2 ** 24 + (k % 3))

  const places = keys.map((key) => takePlace(index, key))

  expect(places).toEqual(keys.map((_, place) => place))
  expect(keys.every((key, place) => findPlace(index, key) === place)).toBe(true)
  expect(keys.map((key) => takePlace(index, key))).toEqual(places)
  expect(findPlace(index, 2 ** 52)).toBe(-1)
  expect(index.size).toBe(keys.length)
})
