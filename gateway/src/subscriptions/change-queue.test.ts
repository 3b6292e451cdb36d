import { until } from '@headway/testkit/until'
import { expect, test } from 'vitest'
import { createChangeQueue } from './change-queue.ts'
import type { FeedEvent } from './event-feed.ts'

const event = (sequence: number, type: string): FeedEvent => ({ sequence, type, at: '', data: {} })
const isProgress = ({ type }: FeedEvent) => type === 'progress'

test('progress is told twice a second, and the latest of it before what follows', async () => {
  const queue = createChangeQueue(isProgress)
  const told: number[] = []
  const reading = (async () => {
    for await (const { sequence } of queue.iterate()) told.push(sequence)
  })()

  for (let sequence = 1; sequence <= 100; sequence++) queue.offer(event(sequence, 'progress'))
  await until(() => told.length === 2)
  for (let sequence = 101; sequence <= 200; sequence++) queue.offer(event(sequence, 'progress'))
  queue.offer(event(201, 'done'))
  queue.end()
  await reading

  expect(told).toEqual([1, 100, 200, 201])
})

test('a subscriber that does not read is refused more than a thousand', () => {
  const queue = createChangeQueue(isProgress)
  const taken = Array.from({ length: 1001 }, (_, index) => queue.offer(event(index, 'done')))

  expect(taken.filter(Boolean)).toHaveLength(1000)
  queue.end()
})

test('ending with an error tells what waits first', async () => {
  const queue = createChangeQueue(isProgress)
  queue.offer(event(1, 'done'))
  queue.end(new Error('over'))
  const told: number[] = []

  const reading = async () => {
    for await (const { sequence } of queue.iterate()) told.push(sequence)
  }

  await expect(reading()).rejects.toThrow('over')
  expect(told).toEqual([1])
})
