import { expect, test } from 'vitest'
import { readModel, withMetadata } from './model.ts'
import { checkProbe, compareProbe, probeFeeds, readProbe, withProbe } from './probe.ts'
import { randomRegressor, seededRandom } from './random-regressor.ts'
import { regressorModel } from './regressor.ts'
import { openSession } from './session.ts'

const spec = randomRegressor(seededRandom(4))
const inputs = { features: Float32Array.from({ length: 48 }, seededRandom(5)) }

async function probedModel(change = 0): Promise<Uint8Array> {
  const bytes = regressorModel(spec)
  await using session = await openSession(bytes)
  const probe = { rows: 4, inputs, outputs: {}, tolerance: 1e-4 }
  const outputs = await session.run(probeFeeds(readModel(bytes), probe))
  const changed = outputs.p90?.slice() ?? new Float32Array()
  changed[2] = (changed[2] ?? 0) + change
  return withProbe(bytes, { ...probe, outputs: { ...outputs, p90: changed } })
}

test('a model answers the probe rows it carries', async () => {
  const bytes = await probedModel()
  await using session = await openSession(bytes)

  expect(readProbe(bytes)).toMatchObject({ rows: 4, inputs, tolerance: 1e-4 })
  expect(await checkProbe(readModel(bytes), session.run)).toBe(true)
})

test('a model that answers otherwise is refused at the output and row', async () => {
  const bytes = await probedModel(0.5)
  await using session = await openSession(bytes)

  await expect(checkProbe(readModel(bytes), session.run)).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    field: 'outputs.p90[2]',
  })
})

test('an answer that is missing or not a number is refused', () => {
  const probe = { rows: 1, inputs: {}, outputs: { p50: Float32Array.of(3) }, tolerance: 1e-4 }

  expect(() => compareProbe(probe, {})).toThrow(expect.objectContaining({ field: 'outputs.p50' }))
  expect(() => compareProbe(probe, { p50: Float32Array.of(Number.NaN) })).toThrow(
    expect.objectContaining({ field: 'outputs.p50[0]', value: 'NaN' }),
  )
})

test('a model without a probe says so, and a damaged probe is refused', async () => {
  const bytes = regressorModel(spec)
  await using session = await openSession(bytes)

  expect(await checkProbe(readModel(bytes), session.run)).toBe(false)
  expect(() => readProbe(withMetadata(bytes, 'headway.probe', '{"rows": "four"}'))).toThrow(
    expect.objectContaining({ code: 'INVALID_ARGUMENT', field: 'headway.probe' }),
  )
})
