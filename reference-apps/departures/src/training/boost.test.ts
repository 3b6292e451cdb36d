import { evaluateRegressor } from '@headway/onnx/evaluate-regressor'
import { regressorModel } from '@headway/onnx/regressor'
import { openSession } from '@headway/onnx/session'
import { expect, test } from 'vitest'
import { at, featureCount } from '../features/feature-list.ts'
import { addTrees } from './add-trees.ts'
import { assignBins, findEdges } from './bins.ts'
import { boost } from './boost.ts'
import { modelSpec } from './model-spec.ts'
import { horizonEnds } from './offsets.ts'
import { randomFrom } from './random.ts'
import { families } from './settings.ts'

const rows = 1500
const { settings } = families.find(({ name }) => name === 'boosting')!
const random = randomFrom(3)
const data = {
  rows,
  columns: Array.from({ length: featureCount }, () =>
    Float32Array.from({ length: rows }, () => random() * 100),
  ),
}
const all = Int32Array.from({ length: rows }, (_, row) => row)
const bins = assignBins(data, all, findEdges(data, all))
const truth = Float32Array.from(all, (row) => {
  const [delay, gap] = [data.columns[1]![row]!, data.columns[2]![row]!]
  return (delay > 50 ? 40 : 0) + 0.3 * gap + 5 * random()
})

test('boosting finds most of what two features say', () => {
  const model = boost(bins, truth.slice(), settings)

  const found = addTrees(model, data, all)

  expect(model.trees.length).toBeLessThanOrEqual(50)
  const error = truth.reduce((sum, value, row) => sum + Math.abs(value - found[row]!), 0) / rows
  expect(error).toBeLessThan(4)
})

test('equal data and seed give equal models', () => {
  expect(boost(bins, truth.slice(), settings)).toEqual(boost(bins, truth.slice(), settings))
})

test('a model without trees is the median', () => {
  const model = boost(bins, Float32Array.from(truth).fill(7), { ...settings, trees: 0 })

  expect(model).toEqual({ constant: 7, trees: [] })
})

test('the trainer, the reference evaluation and ONNX Runtime agree', async () => {
  const model = boost(bins, truth.slice(), settings)
  const offsets = [...horizonEnds, 0].map((_, bin) => ({ p10: -bin, p90: bin, rider: -bin / 2 }))
  const spec = modelSpec(model, offsets)
  const features = new Float32Array(rows * featureCount)
  data.columns.forEach((values, c) => {
    for (let row = 0; row < rows; row++) features[row * featureCount + c] = values[row]!
  })
  const added = addTrees(model, data, all)
  const [gap, usual] = [at.scheduled_gap_s, at.usual_gain_s]
  const median = added.map((value, row) => value + data.columns[gap]![row]! + data.columns[usual]![row]!)

  const reference = evaluateRegressor(spec, features, rows)
  await using session = await openSession(regressorModel(spec))
  const served = await session.run({ features: { data: features, dims: [rows, featureCount] } })

  for (let row = 0; row < rows; row++) {
    expect(Math.abs(reference.p50![row]! - median[row]!)).toBeLessThan(1e-3)
    expect(Math.abs(served.p50![row]! - median[row]!)).toBeLessThan(1e-3)
    expect(served.p10![row]!).toBeLessThanOrEqual(served.p50![row]!)
    expect(served.p90![row]!).toBeGreaterThanOrEqual(served.p50![row]!)
    expect(served.rider![row]!).toBeLessThanOrEqual(served.p50![row]!)
  }
})
