import { expect, test } from 'vitest'
import { readModel, withMetadata } from './model.ts'
import { randomRegressor, seededRandom } from './random-regressor.ts'
import { regressorModel } from './regressor.ts'
import { openSession } from './session.ts'
import { checkSignature, type Signature } from './signature.ts'

const spec = randomRegressor(seededRandom(1))
const bytes = regressorModel(spec, { family: 'trees' })

const features = { name: 'features', datatype: 'FP32', shape: [-1, 12] }
const outputs = ['p10', 'p50', 'p90', 'rider'].map((name) => ({ name, datatype: 'FP32', shape: [-1, 1] }))
const signature = { inputs: [features], features: [...spec.featureNames], outputs }

test('a model tells its tensors, operators and metadata', () => {
  expect(readModel(bytes)).toEqual({
    irVersion: 10,
    opsets: { 'ai.onnx': 21, 'ai.onnx.ml': 5 },
    inputs: [features],
    outputs,
    operators: ['Gemm', 'TreeEnsemble', 'Gemm', 'Split'],
    metadata: { family: 'trees' },
  })
})

test('metadata is set and replaced without touching the rest', () => {
  const once = withMetadata(bytes, 'note', 'a')
  const twice = withMetadata(once, 'note', 'b')

  expect(readModel(twice).metadata).toEqual({ family: 'trees', note: 'b' })
  expect(twice.byteLength).toBe(once.byteLength)
  expect(Buffer.from(twice.subarray(0, bytes.byteLength))).toEqual(Buffer.from(bytes))
})

test('what is not ONNX, or was cut short, is refused', async () => {
  const refused = { code: 'INVALID_ARGUMENT', field: 'model' }

  for (const broken of [
    new Uint8Array(0),
    Buffer.from('this is not a model'),
    Buffer.from('{"format": "json"}'),
    bytes.subarray(0, 100),
    bytes.subarray(0, bytes.byteLength >> 1),
    Uint8Array.of(8, 10),
  ]) {
    expect(() => readModel(broken)).toThrow(expect.objectContaining(refused))
    await expect(openSession(broken)).rejects.toMatchObject(refused)
  }
})

test('a model with its declared tensors passes, whatever the number of rows', () => {
  checkSignature(readModel(bytes), signature)
  checkSignature(readModel(bytes), {
    ...signature,
    outputs: outputs.map((output) => ({ ...output, shape: [-1] })),
  })
})

test('a model that does not fit its signature is refused at the tensor', () => {
  const model = readModel(bytes)

  for (const [declared, field] of [
    [{ ...signature, inputs: [{ ...features, name: 'x' }] }, 'inputs.x'],
    [{ ...signature, inputs: [{ ...features, shape: [-1, 13] }] }, 'inputs.features'],
    [{ ...signature, inputs: [{ ...features, datatype: 'FP64' }] }, 'inputs.features'],
    [{ ...signature, inputs: [] }, 'inputs.features'],
    [{ ...signature, features: ['only one'] }, 'inputs.features'],
    [{ ...signature, outputs: [...outputs, { name: 'p99', datatype: 'FP32', shape: [-1] }] }, 'outputs.p99'],
  ] as [Signature, string][]) {
    expect(() => checkSignature(model, declared)).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT', field }),
    )
  }
})
