import { expect, test } from 'vitest'
import { findOffsets, horizonBin, horizonEnds, riderBuffer, riderOffset } from './offsets.ts'
import { randomFrom } from './random.ts'

const random = randomFrom(5)
const errors = Float32Array.from({ length: 4000 }, () => (random() + random() + random() - 1.5) * 200)
const gaps = new Float32Array(errors.length).fill(900)

function missShare(offset: number): number {
  return errors.filter((error) => error - offset + riderBuffer < 0).length / errors.length
}

test('riders who come when told miss the vehicle at most once in twenty times', () => {
  const offset = riderOffset(errors, gaps)

  expect(offset).toBeLessThan(0)
  expect(missShare(offset)).toBeLessThanOrEqual(0.05)
})

test('the longer the wait for the next vehicle, the earlier riders are told to come', () => {
  const seldom = riderOffset(errors, new Float32Array(errors.length).fill(7200))

  expect(seldom).toBeLessThan(riderOffset(errors, new Float32Array(errors.length).fill(120)))
})

test('errors smaller than the buffer leave the median as it is', () => {
  expect(riderOffset(Float32Array.of(-10, -5, 0, 5, 10), new Float32Array(5).fill(600))).toBe(0)
})

test('offsets never cross the median, also where a bin is empty', () => {
  const horizon = Float32Array.from(errors, (_, row) => (row % 2 ? 100 : -1))
  const sample = {
    data: { rows: errors.length, columns: [] },
    residual: errors,
    day: gaps,
    horizon,
    gapToNext: gaps,
  }

  const offsets = findOffsets(
    errors,
    Int32Array.from(errors, (_, row) => row),
    sample,
  )

  expect(offsets).toHaveLength(horizonEnds.length + 1)
  for (const { p10, p90, rider } of offsets) {
    expect(p10).toBeLessThanOrEqual(0)
    expect(p90).toBeGreaterThanOrEqual(0)
    expect(rider).toBeLessThanOrEqual(0)
  }
})

test('a prediction without a position has a horizon bin of its own', () => {
  expect([-1, 0, 90, 91, 5000].map(horizonBin)).toEqual([0, 1, 1, 2, horizonEnds.length])
})
