import { rolloutCompleted } from '@headway/events/serving'
import { ModelProto } from '@headway/onnx/onnx-proto'
import { expect, test } from 'vitest'
import { moveAlias, onnxOf, writeVersion } from './fleet-of-models.ts'
import { openServing } from './open-serving.ts'

const rows = (values: Record<string, number[]>) => ({
  endpoint: 'eta',
  partitions: null,
  features: Object.entries(values).map(([name, column]) => ({ name, values: column })),
})

test('a model without partitions is asked without them', async () => {
  await using serving = await openServing()
  const { events, store } = serving
  const signature = {
    inputs: [{ name: 'features', datatype: 'FP32', shape: [-1, 2] }],
    features: ['speed', 'gap'],
    outputs: [{ name: 'p50', datatype: 'FP32', shape: [-1] }],
  }
  const version = await writeVersion(store, 'eta/1', [{ key: [], bytes: onnxOf(7) }], {
    modelDefinition: { partitionedBy: [], signature, baseline: [] },
  })
  await serving.createEndpoint()
  await moveAlias(events, 'champion', version, 1)
  await events.next(rolloutCompleted)

  const answer = await serving.predict(rows({ speed: [1, 2], gap: [10, 20] }))

  expect(answer).toMatchObject({ sources: ['exact', 'exact'], outputs: [{ name: 'p50', values: [28, 49] }] })
})

test('a model from elsewhere, with one input for each feature, is served as it is', async () => {
  await using serving = await openServing()
  const { events, store } = serving
  const signature = {
    inputs: [
      { name: 'a', datatype: 'FP32', shape: [-1] },
      { name: 'b', datatype: 'FP32', shape: [-1, 1] },
    ],
    features: ['a', 'b'],
    outputs: [{ name: 'sum', datatype: 'FP32', shape: [-1] }],
  }
  const version = await writeVersion(store, 'eta/1', [{ key: [], bytes: sumModel() }], {
    modelDefinition: { partitionedBy: [], signature, baseline: [] },
  })
  await serving.createEndpoint()
  await moveAlias(events, 'champion', version, 1)
  await events.next(rolloutCompleted)

  const answer = await serving.predict(rows({ b: [10, 20, 30], a: [1, 2, 3] }))

  expect(answer.outputs).toEqual([{ name: 'sum', values: [11, 22, 33] }])
})

/** sum[N] = a[N] + b[N, 1], as another tool might have written it: without probe rows. */
function sumModel(): Uint8Array {
  const tensor = (name: string, dims: object[]) => ({
    name,
    type: { tensorType: { elemType: 1, shape: { dim: dims } } },
  })
  const any = { dimParam: 'N' }
  return ModelProto.encode({
    irVersion: 10,
    producerName: 'elsewhere',
    opsetImport: [{ domain: '', version: 21 }],
    graph: {
      name: 'sum',
      node: [
        { opType: 'Flatten', input: ['b'], output: ['flat'], attribute: [{ name: 'axis', type: 2, i: 0 }] },
        { opType: 'Add', input: ['a', 'flat'], output: ['row'] },
        { opType: 'Flatten', input: ['row'], output: ['sums'], attribute: [{ name: 'axis', type: 2, i: 2 }] },
        { opType: 'Identity', input: ['sums'], output: ['sum'] },
      ],
      input: [tensor('a', [any]), tensor('b', [any, { dimValue: 1 }])],
      output: [tensor('sum', [any, { dimValue: 1 }])],
    },
  }).finish()
}
