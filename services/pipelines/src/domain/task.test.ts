import { expect, test } from 'vitest'
import { awaitsResult, chunks, retryAt } from './task.ts'

const task = { attempt: 1, maxAttempts: 3, backoffSeconds: 2 }
const now = new Date('2026-03-03T08:00:00Z')

test('the wait before another attempt doubles, up to ten minutes', () => {
  const seconds = (attempt: number, backoffSeconds = 2) =>
    ((retryAt({ attempt, maxAttempts: 20, backoffSeconds }, { retryable: true }, now)?.getTime() ?? 0) -
      now.getTime()) /
    1000

  expect([seconds(1), seconds(2), seconds(3)]).toEqual([2, 4, 8])
  expect(seconds(15, 60)).toBe(600)
})

test('neither the last attempt nor a final error is tried again', () => {
  expect(retryAt({ ...task, attempt: 3 }, { retryable: true }, now)).toBeNull()
  expect(retryAt(task, { retryable: false }, now)).toBeNull()
})

test('only the attempt in hand awaits a result', () => {
  expect(awaitsResult({ state: 'RUNNING', attempt: 2 }, 2)).toBe(true)
  expect(awaitsResult({ state: 'RUNNING', attempt: 2 }, 1)).toBe(false)
  expect(awaitsResult({ state: 'SUCCEEDED', attempt: 2 }, 2)).toBe(false)
  expect(awaitsResult({ state: 'RETRYING', attempt: 2 }, 2)).toBe(false)
})

test('items are cut into chunks in order; no items make no chunks', () => {
  expect(chunks([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]])
  expect(chunks([], 2)).toEqual([])
})
