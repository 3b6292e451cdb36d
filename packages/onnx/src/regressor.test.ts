import { expect, test } from 'vitest'
import { evaluateRegressor } from './evaluate-regressor.ts'
import { randomRegressor, seededRandom } from './random-regressor.ts'
import { regressorModel } from './regressor.ts'
import type { RegressorSpec } from './regressor-spec.ts'
import { openSession } from './session.ts'

async function expectParity(spec: RegressorSpec, features: Float32Array): Promise<void> {
  const width = spec.featureNames.length
  const rows = features.length / width
  await using session = await openSession(regressorModel(spec))

  const given = await session.run({ features: { data: features, dims: [rows, width] } })

  const expected = evaluateRegressor(spec, features, rows)
  expect(Object.keys(given).sort()).toEqual([...spec.outputs].sort())
  for (const output of spec.outputs) {
    const [a, b] = [given[output] ?? [], expected[output] ?? []]
    expect(a.length).toBe(rows)
    for (let row = 0; row < rows; row++) {
      const value = b[row] as number
      expect(Math.abs((a[row] as number) - value)).toBeLessThanOrEqual(1e-4 * Math.max(1, Math.abs(value)))
    }
  }
}

function rowsOf(random: () => number, count: number, width: number): Float32Array {
  return Float32Array.from({ length: count * width }, () => random() * 4 - 2)
}

test('ONNX Runtime answers random regressors as the trainer does', async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const random = seededRandom(seed)
    const shape = {
      features: 1 + Math.floor(random() * 30),
      trees: Math.floor(random() * 60),
      depth: 1 + (seed % 5),
    }
    const spec = randomRegressor(random, { ...shape, linear: seed % 3 !== 0 })

    await expectParity(spec, rowsOf(random, 257, spec.featureNames.length))
  }
})

test('a row exactly at a threshold goes left, in trees and in offsets', async () => {
  const tree = {
    feature: [0],
    threshold: Float32Array.of(0.1),
    left: Int32Array.of(~0),
    right: Int32Array.of(~1),
    value: Float32Array.of(-7, 7),
  }
  const spec: RegressorSpec = {
    featureNames: ['x'],
    linear: null,
    constant: 0,
    trees: [tree],
    outputs: ['p10', 'p50'],
    offsets: {
      feature: 0,
      thresholds: [0.1, 5],
      values: [
        [-1, 0],
        [-2, 0],
        [-3, 0],
      ],
    },
  }
  const at = Math.fround(0.1)
  const features = Float32Array.of(at, nextUp(at), -0, 0, 5, nextUp(5), 1e30, -1e30, 1.4e-45)

  await expectParity(spec, features)
  expect([...(evaluateRegressor(spec, features, features.length).p10 ?? [])]).toEqual([
    -8, 5, -8, -8, 5, 4, 4, -8, -8,
  ])
})

test('a regressor may be linear only, trees only, constant, or have one output', async () => {
  const random = seededRandom(99)
  const whole = randomRegressor(random, { features: 5, trees: 4 })
  const leaf = { feature: [], threshold: [], left: [], right: [], value: [12.5] }
  const features = rowsOf(random, 64, 5)

  for (const spec of [
    { ...whole, trees: [], offsets: null },
    { ...whole, trees: [] },
    { ...whole, linear: null, offsets: null },
    { ...whole, linear: null, trees: [], offsets: null },
    { ...whole, trees: [leaf, ...whole.trees] },
    { ...whole, trees: [leaf], linear: null },
    { ...whole, outputs: ['p50'], offsets: null },
    { ...whole, offsets: { feature: 3, thresholds: [], values: [[-1, 0, 1, 2]] } },
  ]) {
    await expectParity(spec, features)
  }
})

test('no row, one row and many rows are answered', async () => {
  const random = seededRandom(5)
  const spec = randomRegressor(random)

  for (const count of [0, 1, 5000]) await expectParity(spec, rowsOf(random, count, 12))
})

test('fifty trees of depth three stay within 8 KB', () => {
  expect(regressorModel(randomRegressor(seededRandom(1))).byteLength).toBeLessThan(8192)
})

test('a regressor that is no finite function of its features is refused by name', () => {
  const spec = randomRegressor(seededRandom(3), { features: 2, trees: 2, depth: 2 })
  const tree = spec.trees[1]
  if (!tree) throw new Error('no tree')
  const withTree = (change: object): RegressorSpec => ({ ...spec, trees: [tree, { ...tree, ...change }] })

  for (const [broken, field] of [
    [withTree({ feature: [0, 2, 0] }), 'trees[1].feature[1]'],
    [withTree({ left: [1, 1, ~2] }), 'trees[1].left[1]'],
    [withTree({ threshold: [0, Number.NaN, 0] }), 'trees[1].threshold[1]'],
    [withTree({ value: [1, 2, 3, Number.POSITIVE_INFINITY] }), 'trees[1].value[3]'],
    [{ ...spec, linear: [1, 2, 3] }, 'linear'],
    [{ ...spec, outputs: ['p50', 'p50', 'a', 'b'] }, 'outputs'],
    [{ ...spec, offsets: { feature: 0, thresholds: [1, 1], values: [[], [], []] } }, 'offsets.thresholds[1]'],
  ] as [RegressorSpec, string][]) {
    expect(() => regressorModel(broken)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT', field }))
  }
})

function nextUp(value: number): number {
  const bits = new DataView(new ArrayBuffer(4))
  bits.setFloat32(0, value)
  bits.setUint32(0, bits.getUint32(0) + 1)
  return bits.getFloat32(0)
}
