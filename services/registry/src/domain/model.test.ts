import { expect, test } from 'vitest'
import { checkDefinition, type ModelDefinition, sameDefinition } from './model.ts'

const definition: ModelDefinition = {
  name: 'departures',
  description: '',
  owner: 'transit',
  partitionedBy: ['route_id', 'stop_id'],
  signature: {
    inputs: [{ name: 'features', datatype: 'FP32', shape: [-1, 2] }],
    features: ['propagated_s', 'hour'],
    outputs: [{ name: 'p50', datatype: 'FP32', shape: [-1] }],
  },
  primaryMetric: { name: 'mae', direction: 'MINIMIZE' },
  baseline: [{ output: 'p50', constant: 0, terms: [{ feature: 'propagated_s', weight: 1 }] }],
}
const { signature } = definition

test('a whole definition is accepted, and one with an input for each feature', () => {
  const inputs = signature.features.map((name) => ({ name, datatype: 'FP32', shape: [-1] }))
  expect(checkDefinition(definition)).toBe(definition)
  expect(() => checkDefinition({ ...definition, signature: { ...signature, inputs } })).not.toThrow()
})

test.for<[string, Partial<ModelDefinition>]>([
  ['name', { name: 'De/partures' }],
  ['owner', { owner: ' ' }],
  ['partitionedBy', { partitionedBy: ['stop_id', 'stop_id'] }],
  ['signature.features', { signature: { ...signature, features: ['hour', 'hour'] } }],
  ['signature.inputs', { signature: { ...signature, features: ['hour'] } }],
  ['signature.inputs', { signature: { ...signature, inputs: [] } }],
  [
    'signature.outputs[0].datatype',
    { signature: { ...signature, outputs: [{ name: 'p50', datatype: 'BYTES', shape: [-1] }] } },
  ],
  ['baseline[0].output', { baseline: [{ output: 'p90', constant: 0, terms: [] }] }],
  [
    'baseline[0].terms[0].feature',
    { baseline: [{ output: 'p50', constant: 0, terms: [{ feature: 'rain', weight: 1 }] }] },
  ],
])('%s is refused by its name', ([field, change]) => {
  expect(() => checkDefinition({ ...definition, ...change })).toThrow(expect.objectContaining({ field }))
})

test('definitions are compared by what they say', () => {
  expect(sameDefinition(definition, structuredClone(definition))).toBe(true)
  expect(sameDefinition(definition, { ...definition, owner: 'someone else' })).toBe(false)
})
