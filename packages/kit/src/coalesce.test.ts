import { expect, test, vi } from 'vitest'
import { coalesce } from './coalesce.ts'

test('the first value goes at once, then only the latest of each interval', async () => {
  vi.useFakeTimers()
  const sent: [string, number][] = []
  await using coalescer = coalesce<string, number>({
    intervalMs: 500,
    send: (key, value) => void sent.push([key, value]),
  })

  for (let value = 0; value < 10; value++) coalescer.offer('a', value)
  coalescer.offer('b', 100)
  const atOnce = [...sent]
  await vi.advanceTimersByTimeAsync(500)
  const afterOne = [...sent]
  await vi.advanceTimersByTimeAsync(5000)
  coalescer.offer('a', 11)
  vi.useRealTimers()

  expect(atOnce).toEqual([
    ['a', 0],
    ['b', 100],
  ])
  expect(afterOne).toEqual([
    ['a', 0],
    ['b', 100],
    ['a', 9],
  ])
  expect(sent.at(-1)).toEqual(['a', 11])
})

test('a flush sends what waits', async () => {
  const sent: number[] = []
  const coalescer = coalesce<string, number>({
    intervalMs: 60_000,
    send: (_, value) => void sent.push(value),
  })

  coalescer.offer('a', 1)
  coalescer.offer('a', 2)
  await coalescer[Symbol.asyncDispose]()

  expect(sent).toEqual([1, 2])
})

test('a value that cannot be sent is told and does not stop the next', async () => {
  const errors: unknown[] = []
  const sent: number[] = []
  const send = (_: string, value: number) => {
    if (value === 1) throw new Error('no')
    sent.push(value)
  }
  const coalescer = coalesce<string, number>({
    intervalMs: 60_000,
    send,
    onError: (error) => errors.push(error),
  })

  coalescer.offer('a', 1)
  coalescer.offer('b', 2)
  await coalescer.flush()

  expect([errors.length, sent]).toEqual([1, [2]])
})
