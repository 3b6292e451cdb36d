import { expect, test } from 'vitest'
import { gatherFeatures, planBatches, scatterOutput } from './batch-plan.ts'
import type { Route } from './routing.ts'

const route = (thread: number, slot: number): Route => ({ place: { thread, slot }, source: 'exact' })

test('rows are grouped by session, sessions by thread, and answers come back to their rows', () => {
  const [a, b, c] = [route(0, 5), route(1, 0), route(0, 7)]
  const routes = [a, b, a, { place: null, source: 'baseline' }, c, b]
  const features = { rows: 6, width: 2, values: Float32Array.of(0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5) }
  const target = new Float32Array(6).fill(Number.NaN)

  const batches = planBatches(routes)
  for (const { rows } of batches) scatterOutput(target, rows, Float32Array.from(rows))

  expect(
    batches.map(({ thread, slots, counts, rows }) => [thread, [...slots], [...counts], [...rows]]),
  ).toEqual([
    [0, [5, 7], [2, 1], [0, 2, 4]],
    [1, [0], [2], [1, 5]],
  ])
  expect([...gatherFeatures(features, Int32Array.of(4, 1))]).toEqual([4, 4, 1, 1])
  expect([...target]).toEqual([0, 1, 2, Number.NaN, 4, 5])
})

test('the same session by different routes is one group', () => {
  const place = { thread: 0, slot: 1 }

  const batches = planBatches([
    { place, source: 'exact' },
    { place, source: 'pooled:*' },
  ])

  expect(batches).toHaveLength(1)
  expect([...(batches[0]?.counts ?? [])]).toEqual([2])
})
