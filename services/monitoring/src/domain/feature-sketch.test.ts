import { expect, test } from 'vitest'
import { addRow, addSketch, emptySketch, type Reference } from './feature-sketch.ts'
import { binCount, binOf, edgeCount } from './histogram.ts'

const edges = Float64Array.from({ length: 2 * edgeCount }, (_, i) =>
  i < edgeCount ? i : 10 * (i - edgeCount),
)
const reference: Reference = {
  partition: 'R1/0/S1',
  versionId: 'departures/1',
  features: ['delay', 'gap'],
  edges,
  floors: Float64Array.of(-20, Number.NEGATIVE_INFINITY),
  ceilings: Float64Array.of(50, Number.POSITIVE_INFINITY),
}
const of = { partition: 'R1/0/S1', referenceVersionId: 'departures/1', windowStartMs: 0 }

test('a value equal to an edge belongs to the bin below it', () => {
  expect(binOf(edges, 0, -1)).toBe(0)
  expect(binOf(edges, 0, 0)).toBe(0)
  expect(binOf(edges, 0, 0.5)).toBe(1)
  expect(binOf(edges, 0, 14)).toBe(14)
  expect(binOf(edges, 0, 14.1)).toBe(15)
})

test('every feature counts each row once, in its own bins', () => {
  const sketch = emptySketch(of, 2)

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

test('what is missing or far outside the training range is counted beside the bins', () => {
  const sketch = emptySketch(of, 2)

  addRow(sketch, reference, [undefined, Float64Array.of(5)], 0)
  addRow(sketch, reference, [Float64Array.of(51), Float64Array.of(Number.NaN)], 0)

  expect(Array.from(sketch.missing)).toEqual([1, 1])
  expect(Array.from(sketch.far)).toEqual([1, 0])
  expect(sketch.counts.reduce((sum, n) => sum + n)).toBe(2)
})

test('sketches of the same reference merge by adding', () => {
  const one = emptySketch(of, 2)
  const two = emptySketch(of, 2)
  addRow(one, reference, [Float64Array.of(1), Float64Array.of(5)], 0)
  addRow(two, reference, [Float64Array.of(3), undefined], 0)

  addSketch(one, two)

  expect(one).toMatchObject({ count: 2, sums: Float64Array.of(4, 5), missing: Uint32Array.of(0, 1) })
})
