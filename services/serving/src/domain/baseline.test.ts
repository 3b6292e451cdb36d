import { expect, test } from 'vitest'
import { answerByBaseline } from './baseline.ts'
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

test('the baseline answers the rows given for the outputs it declares', () => {
  const features = { rows: 3, width: 2, values: Float32Array.of(1, 10, 2, 20, 3, 30) }
  const targets = [new Float32Array(3), new Float32Array(3)]

  answerByBaseline(definition, features, [0, 2], targets)

  expect(targets.map((column) => [...column])).toEqual([
    [0, 0, 0],
    [50, 0, 90],
  ])
})

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
