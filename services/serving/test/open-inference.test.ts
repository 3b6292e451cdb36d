import { rolloutCompleted } from '@headway/events/serving'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { moveAlias, onnxOf, threeModels, writeVersion } from './fleet-of-models.ts'
import { openServing, type Serving } from './open-serving.ts'

let serving: Serving

beforeAll(async () => {
  serving = await openServing()
  const { events, store } = serving
  await serving.createEndpoint()
  await moveAlias(events, 'champion', await threeModels(store, 'eta/1', 0), 1)
  const next = await writeVersion(store, 'eta/2', [{ key: ['R1', '*'], bytes: onnxOf(1000) }])
  await moveAlias(events, 'challenger', next, 1)
  await events.next(rolloutCompleted, ({ versionId }) => versionId === 'eta/1')
  await events.next(rolloutCompleted, ({ versionId }) => versionId === 'eta/2')
})

afterAll(() => serving[Symbol.asyncDispose]())

type Answer = { status: number; body: Record<string, unknown> & { outputs: Record<string, unknown>[] } }

async function call(method: string, path: string, body?: unknown): Promise<Answer> {
  const { service } = serving
  const response = await fetch(`${service.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${service.identity.apiToken('viewer')}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as Answer['body'] }
}

const partitions = { name: 'partition', shape: [2], datatype: 'BYTES', data: ['R1/S1', 'R9/S9'] }
const matrix = { name: 'features', shape: [2, 2], datatype: 'FP32', data: [10, 1, 20, 2] }

test('the server and its models describe themselves', async () => {
  const [live, ready] = [await call('GET', '/v2/health/live'), await call('GET', '/v2/health/ready')]
  const server = await call('GET', '/v2')
  const model = await call('GET', '/v2/models/eta')
  const modelReady = await call('GET', '/v2/models/eta/versions/1/ready')
  const index = await call('POST', '/v2/repository/index', { ready: true })

  expect(live.body).toEqual({ live: true })
  expect(ready.body).toEqual({ ready: true, live: true })
  expect(server.body).toEqual({
    name: 'headway',
    version: '0.1.0',
    extensions: ['model_repository', 'binary_tensor_data'],
  })
  expect(model.body).toEqual({
    name: 'eta',
    versions: ['1', '2'],
    platform: 'onnx_onnxv1',
    inputs: [
      { name: 'partition', datatype: 'BYTES', shape: [-1] },
      { name: 'features', datatype: 'FP32', shape: [-1, 2] },
    ],
    outputs: [
      { name: 'p50', datatype: 'FP32', shape: [-1] },
      { name: 'rider', datatype: 'FP32', shape: [-1] },
      { name: 'source', datatype: 'BYTES', shape: [-1] },
    ],
    properties: {
      version_id: 'eta/1',
      features: 'speed,gap',
      partitioned_by: 'route,stop',
      optional_inputs: 'subject_id:BYTES,predicted_at:INT64',
    },
  })
  expect(modelReady).toMatchObject({ status: 200, body: { ready: true } })
  expect(index.body).toMatchObject([
    { name: 'eta', version: '1', state: 'READY' },
    { name: 'eta', version: '2', state: 'READY' },
  ])
})

test('infer answers one tensor of features, and echoes the id', async () => {
  const { status, body } = await call('POST', '/v2/models/eta/infer', {
    id: 'mine',
    inputs: [
      partitions,
      {
        ...matrix,
        data: [
          [10, 1],
          [20, 2],
        ],
      },
    ],
  })

  expect(status).toBe(200)
  expect(body).toMatchObject({
    model_name: 'eta',
    model_version: '1',
    id: 'mine',
    parameters: { version_id: 'eta/1', revision: 1 },
    outputs: [
      { name: 'p50', shape: [2], datatype: 'FP32', data: [12, 205] },
      { name: 'rider', shape: [2], datatype: 'FP32', data: [11, null] },
      { name: 'source', shape: [2], datatype: 'BYTES', data: ['exact', 'baseline'] },
    ],
  })
})

test('infer answers one tensor for each feature, the outputs asked for, and a version by its number', async () => {
  const { body } = await call('POST', '/v2/models/eta/versions/2/infer', {
    inputs: [
      { name: 'partition', shape: [1], datatype: 'BYTES', data: ['R1/S1'] },
      { name: 'gap', shape: [1, 1], datatype: 'FP64', data: [1] },
      { name: 'speed', shape: [1], datatype: 'INT32', data: [10] },
    ],
    outputs: [{ name: 'p50' }],
  })

  expect(body).toMatchObject({ model_version: '2' })
  expect(body.outputs).toEqual([{ name: 'p50', shape: [1], datatype: 'FP32', data: [1012] }])
})

test('infer takes and gives tensors as bytes', async () => {
  const keys = ['R1/S1', 'R1/S2']
  const partitionBytes = Buffer.concat(
    keys.flatMap((key) => [Buffer.from(Uint32Array.of(key.length).buffer), Buffer.from(key)]),
  )
  const featureBytes = Buffer.from(Float32Array.of(10, 1, 20, 2).buffer)
  const head = Buffer.from(
    JSON.stringify({
      parameters: { binary_data_output: true, log: false },
      inputs: [
        {
          name: 'partition',
          shape: [2],
          datatype: 'BYTES',
          parameters: { binary_data_size: partitionBytes.length },
        },
        {
          name: 'features',
          shape: [2, 2],
          datatype: 'FP32',
          parameters: { binary_data_size: featureBytes.length },
        },
      ],
      outputs: [{ name: 'p50' }, { name: 'source', parameters: { binary_data: false } }],
    }),
  )
  const response = await fetch(`${serving.service.url}/v2/models/eta/infer`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${serving.service.identity.apiToken('viewer')}`,
      'content-type': 'application/octet-stream',
      'inference-header-content-length': String(head.length),
    },
    body: Buffer.concat([head, partitionBytes, featureBytes]),
  })
  const answer = Buffer.from(await response.arrayBuffer())
  const length = Number(response.headers.get('inference-header-content-length'))
  const json = JSON.parse(answer.subarray(0, length).toString())

  expect(response.status).toBe(200)
  expect(json.outputs).toEqual([
    { name: 'p50', shape: [2], datatype: 'FP32', parameters: { binary_data_size: 8 } },
    { name: 'source', shape: [2], datatype: 'BYTES', data: ['exact', 'exact'] },
  ])
  expect([...new Float32Array(new Uint8Array(answer.subarray(length)).buffer)]).toEqual([12, 124])
})

const refusals: [string, string, Record<string, unknown>, number, RegExp][] = [
  [
    'NaN in a feature',
    'eta',
    { inputs: [partitions, { ...matrix, data: [1, null, 1, 1] }] },
    400,
    /gap of row 0.*finite/,
  ],
  [
    'a feature tensor of another width',
    'eta',
    { inputs: [partitions, { ...matrix, shape: [2, 3], data: [1, 2, 3, 4, 5, 6] }] },
    400,
    /features has 6 values.*2 rows of 2/,
  ],
  ['no features', 'eta', { inputs: [partitions] }, 400, /feature speed is missing/],
  [
    'an unknown feature',
    'eta',
    { inputs: [partitions, { ...matrix, name: 'colour', shape: [2], data: [1, 2] }] },
    400,
    /there is no feature colour.*speed, gap/,
  ],
  [
    'times of another length',
    'eta',
    {
      inputs: [partitions, matrix, { name: 'predicted_at', shape: [1], datatype: 'INT64', data: [1] }],
    },
    400,
    /1 times for 2 rows/,
  ],
  ['an unknown endpoint', 'nobody', { inputs: [partitions, matrix] }, 404, /no endpoint nobody/],
  [
    'a malformed partition key',
    'eta',
    { inputs: [{ ...partitions, data: ['R1/S%', 'R1/S1'] }, matrix] },
    400,
    /canonical/,
  ],
  [
    'a partition key of another arity',
    'eta',
    { inputs: [{ ...partitions, data: ['R1', 'R1/S1'] }, matrix] },
    400,
    /row 0.*2 values/,
  ],
  [
    'an unknown partition in a strict request',
    'eta',
    { parameters: { strict: true }, inputs: [partitions, matrix] },
    404,
    /no model for partition .*R9\/S9/,
  ],
  [
    'data of another length than the shape',
    'eta',
    { inputs: [partitions, { ...matrix, data: [1, 2, 3] }] },
    400,
    /features.*4 values/,
  ],
  [
    'a revision that is not reached',
    'eta',
    { parameters: { minimum_revision: 9 }, inputs: [partitions, matrix] },
    412,
    /revision 1/,
  ],
  [
    'an output that does not exist',
    'eta',
    { inputs: [partitions, matrix], outputs: [{ name: 'p99' }] },
    400,
    /no output p99/,
  ],
  [
    'a data type that is not known',
    'eta',
    { inputs: [partitions, { ...matrix, datatype: 'COLOUR' }] },
    400,
    /COLOUR.*FP32/,
  ],
  ['a request without inputs', 'eta', {}, 400, /inputs/],
]

test.for(refusals)('infer refuses %s with one string', async ([, model, request, status, words]) => {
  const answer = await call('POST', `/v2/models/${model}/infer`, request)

  expect(answer.status).toBe(status)
  expect(Object.keys(answer.body)).toEqual(['error'])
  expect(answer.body.error).toMatch(words)
})

test('infer refuses bytes that are not JSON, and callers without a token that is known', async () => {
  const { service } = serving
  const url = `${service.url}/v2/models/eta/infer`
  const authorization = `Bearer ${service.identity.apiToken('viewer')}`

  const notJson = await fetch(url, { method: 'POST', headers: { authorization }, body: '{"inputs": [' })
  const noToken = await fetch(url, { method: 'POST', body: '{}' })
  const wrongToken = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer hw_${'x'.repeat(43)}` },
    body: '{}',
  })

  expect(notJson.status).toBe(400)
  expect(await notJson.json()).toMatchObject({ error: expect.stringMatching(/not JSON/) })
  expect(noToken.status).toBe(401)
  expect(wrongToken.status).toBe(401)
  expect(await wrongToken.json()).toMatchObject({ error: expect.stringMatching(/UNAUTHENTICATED/) })
})
