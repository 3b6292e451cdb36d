import { expect, test } from 'vitest'
import type { Route } from './routing.ts'
import { rowsOfOthers } from './shares.ts'

const keys = Array.from({ length: 200 }, (_, index) => `R${index}/S${index}`)
const inSessions = (source: string): Route[] =>
  keys.map((_, slot) => ({ place: { thread: slot % 2, slot }, source }))
const rowsAt = (shares: Map<string, Int32Array>) =>
  [...shares].flatMap(([, rows]) => [...rows]).sort((a, b) => a - b)

test('replicas that see the same replicas agree on who owns what', () => {
  const seenBy = (self: string) =>
    rowsOfOthers(keys, inSessions('exact'), {
      self,
      others: ['a', 'b', 'c'].filter((other) => other !== self),
    })
  const [a, b, c] = [seenBy('a'), seenBy('b'), seenBy('c')]

  expect(a.get('b')).toEqual(c.get('b'))
  expect(a.get('c')).toEqual(b.get('c'))
  expect(b.get('a')).toEqual(c.get('a'))
  expect(rowsAt(new Map([...a, ['a', b.get('a') ?? new Int32Array()]]))).toEqual(keys.map((_, row) => row))
})

test('a pooled model has one owner, whichever partitions it answers', () => {
  const place = { thread: 0, slot: 7 }
  const routes = keys.map(() => ({ place, source: 'pooled:R1/*' }))
  const ofA = rowsOfOthers(keys, routes, { self: 'a', others: ['b'] })
  const ofB = rowsOfOthers(keys, routes, { self: 'b', others: ['a'] })

  expect([rowsAt(ofA).length, rowsAt(ofB).length].sort()).toEqual([0, keys.length].sort())
})

test('compiled models and the baseline are answered by whoever is asked, and everything by one who is alone', () => {
  const routes: Route[] = [
    { place: { thread: null, slot: 0 }, source: 'exact' },
    { place: null, source: 'baseline' },
  ]

  expect(rowsOfOthers(['R1/S1', 'R7/S7'], routes, { self: 'a', others: ['b', 'c'] }).size).toBe(0)
  expect(rowsOfOthers(keys, inSessions('exact'), { self: 'a', others: [] }).size).toBe(0)
})
