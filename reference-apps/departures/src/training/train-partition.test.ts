import { proveModel } from '@headway/onnx/compiled/prove'
import { evaluateRegressor } from '@headway/onnx/evaluate-regressor'
import { expect, test } from 'vitest'
import { at, featureCount } from '../features/feature-list.ts'
import { trainingColumns } from '../features/prepare.ts'
import type { RowTable } from '../features/row-file.ts'
import { featureRows } from '../scoring/score-part.ts'
import { provenModel } from '../steps/proven-model.ts'
import { sampleOf } from './base.ts'
import { pooledFromJson, pooledToJson } from './pooled-file.ts'
import { randomFrom } from './random.ts'
import { trainPartition } from './train-partition.ts'
import { trainPooledForChoice } from './train-pooled.ts'
import { validationFrom } from './validation-day.ts'

/** Rows of 40 days whose target is the scheduled gap and `gain` of the delay. */
function rowsWith(gain: (delay: number) => number, rows: number, seed: number): RowTable {
  const random = randomFrom(seed)
  const columns = trainingColumns.map(() => new Float32Array(rows))
  const set = (name: (typeof trainingColumns)[number], row: number, value: number) => {
    columns[trainingColumns.indexOf(name)]![row] = value
  }
  for (let row = 0; row < rows; row++) {
    const delay = Math.round(random() * 200)
    set('delay_s', row, delay)
    set('scheduled_gap_s', row, 400)
    set('horizon_s', row, 400)
    set('has_position', row, 1)
    set('day', row, 20_000 + Math.floor((row / rows) * 40))
    set('target_s', row, 400 + gain(delay) + random() * 10)
    set('gap_to_next_s', row, 600)
  }
  return { columnNames: trainingColumns, rows, columns, partitions: [] }
}

const recovers = rowsWith((delay) => -delay / 2, 4000, 1)
const validFrom = validationFrom(recovers)
const pooled = trainPooledForChoice(recovers, validFrom)

test('the last days validate', () => {
  expect(validFrom).toBe(20_034)
})

test('a partition unlike the others gets a model of its own that follows it', () => {
  const unlike = rowsWith((delay) => delay / 2, 2000, 2)

  const trained = trainPartition(sampleOf(unlike), pooled, validFrom)

  expect(trained).toMatchObject({ reason: null, rows: 2000 })
  expect(trained.validationMae!).toBeLessThan(trained.pooledMae! / 5)
  expect(trained.spec!.trees.length).toBeLessThanOrEqual(50)
  const { p10, p50, p90, rider } = evaluateRegressor(trained.spec!, featureRows(unlike, 0, 1000), 1000)
  for (let row = 0; row < 1000; row++) {
    const expected = 405 + unlike.columns[at.delay_s]![row]! / 2
    expect(Math.abs(p50![row]! - expected)).toBeLessThan(25)
    expect(p10![row]!).toBeLessThan(p50![row]!)
    expect(p90![row]!).toBeGreaterThan(p50![row]!)
    expect(rider![row]!).toBeLessThanOrEqual(p50![row]!)
  }
})

test('a partition like the others is left to the pooled model where that knows more', () => {
  const few = rowsWith((delay) => -delay / 2, 300, 3)

  const trained = trainPartition(sampleOf(few), pooled, validFrom - 4)

  expect(trained.spec === null ? trained.reason : trained.family).toMatch(/pooled wins|boosting-on-core/)
})

test('a partition with few rows says how few', () => {
  const { spec, family, reason } = trainPartition(
    sampleOf(rowsWith((delay) => delay, 100, 4)),
    pooled,
    validFrom,
  )

  expect([spec, family]).toEqual([null, null])
  expect(reason).toMatch(/^too few rows: \d+ of 200$/)
})

test('a pooled model keeps its answers on its way through JSON', () => {
  expect(pooledFromJson(pooledToJson(pooled))).toEqual({
    ...pooled,
    model: expect.objectContaining({ constant: pooled.model.constant }),
    core: expect.objectContaining({ constant: pooled.core.constant }),
  })
  const again = trainPartition(sampleOf(recovers), pooledFromJson(pooledToJson(pooled)), validFrom)
  expect(again).toEqual(trainPartition(sampleOf(recovers), pooled, validFrom))
})

test('the compiled engine answers a trained model bit for bit as ONNX Runtime did at training', async () => {
  const unlike = rowsWith((delay) => delay / 2, 1000, 5)
  const { spec } = trainPartition(sampleOf(unlike), pooled, validFrom)
  const model = await provenModel(spec!, featureRows(unlike, 0, 200))
  const face = { inputs: [{ name: 'features', columns: featureCount }], outputs: spec!.outputs }

  expect(proveModel(model, face)).toMatchObject({ agreement: 'exact' })
})
