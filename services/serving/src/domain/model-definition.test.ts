import { expect, test } from 'vitest'
import { checkBaseline, type ModelDefinition } from './model-definition.ts'

const definition: ModelDefinition = {
  partitionedBy: ['stop'],
  inputs: [{ name: 'features', datatype: 'FP32', shape: [-1, 2] }],
  features: ['delay', 'gap'],
  outputs: [
    { name: 'p50', datatype: 'FP32', shape: [-1] },
    { name: 'p90', datatype: 'FP32', shape: [-1] },
  ],
  baseline: [{ output: 'p90', constant: 30, terms: [{ feature: 'gap', weight: 2 }] }],
}

test('a baseline that names an output or a feature that is not there is refused', () => {
  const wrongOutput = { ...definition, baseline: [{ output: 'p99', constant: 0, terms: [] }] }
  const terms = [{ feature: 'colour', weight: 1 }]
  const wrongFeature = { ...definition, baseline: [{ output: 'p50', constant: 0, terms }] }

  expect(() => checkBaseline(wrongOutput)).toThrow(
    expect.objectContaining({ code: 'INVALID_ARGUMENT', field: 'modelDefinition.baseline[0].output' }),
  )
  expect(() => checkBaseline(wrongFeature)).toThrow(
    expect.objectContaining({ field: 'modelDefinition.baseline[0].terms[0].feature', value: 'colour' }),
  )
})
