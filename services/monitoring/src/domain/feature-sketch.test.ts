import { expect, test } from 'vitest'
import { addRow, emptySketch, type Reference } from './feature-sketch.ts'
import { binCount, binOf, edgeCount } from './histogram.ts'

const edges = Float64Array.from({ length: 2 * edgeCount }, (_, i) =>
  i < edgeCount ? i : 10 * (i - edgeCount),
)
const reference: Reference = {
  partition: 'R1/0/S1',
  versionId: 'departures/1',
  features: ['delay', 'gap'],
  edges,
}

test('a value equal to an edge belongs to the bin below it', () => {
  expect(binOf(edges, 0, -1)).toBe(0)
  expect(binOf(edges, 0, 0)).toBe(0)
  expect(binOf(edges, 0, 0.5)).toBe(1)
  expect(binOf(edges, 0, 14)).toBe(14)
  expect(binOf(edges, 0, 14.1)).toBe(15)
})

test('every feature counts each row once, in its own bins', () => {
  const sketch = emptySketch(reference, 0)

  addRow(sketch, reference, [Float64Array.of(0.5, 99), Float64Array.of(5, 15)], 0)
  addRow(sketch, reference, [Float64Array.of(0.5, 99), Float64Array.of(5, 15)], 1)

  expect(sketch.count).toBe(2)
  expect(Array.from(sketch.sums)).toEqual([99.5, 20])
  expect(sketch.counts[1]).toBe(1)
  expect(sketch.counts[15]).toBe(1)
  expect(sketch.counts[binCount + 1]).toBe(1)
  expect(sketch.counts[binCount + 2]).toBe(1)
  expect(sketch.counts.reduce((sum, n) => sum + n)).toBe(4)
})

test('a feature that was not logged is not counted', () => {
  const sketch = emptySketch(reference, 0)

  addRow(sketch, reference, [undefined, Float64Array.of(5)], 0)

  expect(Array.from(sketch.counts.subarray(0, binCount))).toEqual(new Array(binCount).fill(0))
})
