import { expect, test } from 'vitest'
import { blocksOf } from './blocks.ts'

test('whole service days are the blocks when there are enough', () => {
  const { numbers, nameOf } = blocksOf([20_514, 20_515, 20_516, 20_517, 20_518], [0, 0, 0, 0, 0])

  expect(Array.from(numbers, nameOf)).toEqual([
    '2026-03-02',
    '2026-03-03',
    '2026-03-04',
    '2026-03-05',
    '2026-03-06',
  ])
})

test('of few days the blocks are bands of two hours', () => {
  const { numbers, nameOf } = blocksOf([20_514, 20_514, 20_515, 20_515], [36_000, 43_100, -60, 90_000])

  expect(Array.from(numbers, nameOf)).toEqual([
    '2026-03-02 from 10 h UTC',
    '2026-03-02 from 10 h UTC',
    '2026-03-03 from -2 h UTC',
    '2026-03-03 from 24 h UTC',
  ])
})
