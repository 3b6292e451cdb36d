import { expect, test } from 'vitest'
import { isComplete, targetOf } from './rollout.ts'

const live = { revision: 1 }
const desired = { revision: 2 }

test('a replica goes for what the alias names', () => {
  expect(targetOf({ desired, live }, false, false)).toBe(desired)
})

test('a replica that holds nothing loads what was live first, so that it answers soon', () => {
  expect(targetOf({ desired, live }, false, true)).toBe(live)
  expect(targetOf({ desired, live: null }, false, true)).toBe(desired)
})

test('a refused version leaves the one that was live, if there was one', () => {
  expect(targetOf({ desired, live }, true, false)).toBe(live)
  expect(targetOf({ desired, live: null }, true, true)).toBeNull()
})

test('a rollout is complete when every living replica has it', () => {
  const done = (replica: string) => ({ replica, state: 'COMPLETED' as const })

  expect(isComplete(['a', 'b'], [done('a')])).toBe(false)
  expect(isComplete(['a', 'b'], [done('a'), { replica: 'b', state: 'LOADING' }])).toBe(false)
  expect(isComplete(['a'], [done('a'), { replica: 'gone', state: 'LOADING' }])).toBe(true)
  expect(isComplete([], [done('a')])).toBe(false)
})
