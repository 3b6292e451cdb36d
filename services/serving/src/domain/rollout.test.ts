import { expect, test } from 'vitest'
import { allReached, targetOf } from './rollout.ts'

const live = { revision: 1 }
const desired = { revision: 2 }

test('a replica goes for what the alias names', () => {
  expect(targetOf({ desired, live }, 'LOADING', false)).toBe(desired)
})

test('a replica that holds nothing loads what was live first, so that it answers soon', () => {
  expect(targetOf({ desired, live }, 'LOADING', true)).toBe(live)
  expect(targetOf({ desired, live: null }, 'LOADING', true)).toBe(desired)
})

test('a refused version leaves the one that was live, if there was one', () => {
  expect(targetOf({ desired, live }, 'FAILED', false)).toBe(live)
  expect(targetOf({ desired, live: null }, 'FAILED', true)).toBeNull()
})

test('a replica that holds nothing joins the others where they begin to answer from the new version', () => {
  expect(targetOf({ desired, live }, 'SWAPPING', true)).toBe(desired)
})

test('every living replica counts, and no other', () => {
  const done = (replica: string) => ({ replica, state: 'COMPLETED' as const })
  const loaded = { replica: 'b', state: 'LOADED' as const }

  expect(allReached(['COMPLETED'], ['a', 'b'], [done('a')])).toBe(false)
  expect(allReached(['COMPLETED'], ['a', 'b'], [done('a'), loaded])).toBe(false)
  expect(allReached(['LOADED', 'COMPLETED'], ['a', 'b'], [done('a'), loaded])).toBe(true)
  expect(allReached(['COMPLETED'], ['a'], [done('a'), { replica: 'gone', state: 'LOADING' }])).toBe(true)
  expect(allReached(['COMPLETED'], [], [done('a')])).toBe(false)
})
