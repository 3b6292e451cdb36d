import { gzipSync } from 'node:zlib'
import { rolloutCompleted } from '@headway/events/serving'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { moveAlias, onnxOf, threeModels, writeVersion } from './fleet-of-models.ts'
import { openServing, type Serving } from './open-serving.ts'

let serving: Serving

beforeAll(async () => {
  serving = await openServing()
  const { events, store } = serving
  await serving.createEndpoint()
  await serving.createEndpoint({ name: 'plain', model: 'plain' })
  await moveAlias(events, 'champion', await threeModels(store, 'eta/1', 0), 1)
  const signature = {
    inputs: [{ name: 'features', datatype: 'FP32', shape: [-1, 2] }],
    features: ['speed', 'gap'],
    outputs: [{ name: 'p50', datatype: 'FP32', shape: [-1] }],
  }
  const plain = await writeVersion(store, 'plain/1', [{ key: [], bytes: onnxOf(7) }], {
    modelDefinition: { partitionedBy: [], signature, baseline: [] },
  })
  await moveAlias(events, 'champion', plain, 1)
  await events.next(rolloutCompleted, ({ versionId }) => versionId === 'eta/1')
  await events.next(rolloutCompleted, ({ versionId }) => versionId === 'plain/1')
})

afterAll(() => serving[Symbol.asyncDispose]())

type Sent = { path: string; body?: Buffer | string; headers?: Record<string, string> }

async function send({ path, body, headers = {} }: Sent) {
  const { service } = serving
  const response = await fetch(`${service.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${service.identity.apiToken('viewer')}`, ...headers },
    ...(body === undefined ? {} : { body }),
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  const length = Number(response.headers.get('inference-header-content-length') ?? bytes.length)
  return {
    status: response.status,
    json: JSON.parse(bytes.toString('utf8', 0, length)),
    binary: bytes.subarray(length),
  }
}

// Recorded from a client of another making, which asks for bytes both ways.
const recordedHead =
  '{"id":"mine","inputs":[{"name":"partition","shape":[2],"datatype":"BYTES","parameters":{"binary_data_size":18}},' +
  '{"name":"features","shape":[2,2],"datatype":"FP32","parameters":{"binary_data_size":16}}],' +
  '"parameters":{"binary_data_output":true,"strict":false}}'
const recorded = Buffer.concat([
  Buffer.from(recordedHead),
  Buffer.from('0500000052312f53310500000052392f5339000020410000803f0000a04100000040', 'hex'),
])
const recordedHeaders = { 'inference-header-content-length': String(recordedHead.length) }

test('a recorded request is answered as its client reads it, compressed or not', async () => {
  const path = '/v2/models/eta/infer'
  const answer = await send({ path, body: recorded, headers: recordedHeaders })
  const compressed = await send({
    path,
    body: gzipSync(recorded),
    headers: { ...recordedHeaders, 'content-encoding': 'gzip' },
  })

  expect(answer.json).toMatchObject({
    model_name: 'eta',
    model_version: '1',
    id: 'mine',
    outputs: [
      { name: 'p50', shape: [2], datatype: 'FP32', parameters: { binary_data_size: 8 } },
      { name: 'rider', shape: [2], datatype: 'FP32', parameters: { binary_data_size: 8 } },
      { name: 'source', shape: [2], datatype: 'BYTES', parameters: { binary_data_size: 21 } },
    ],
  })
  // 12 and 205; 11 and NaN; the two words after their lengths.
  const outputs = '0000404100004d43' + '000030410000c07f' + '05000000657861637408000000626173656c696e65'
  expect(answer.binary.toString('hex')).toBe(outputs)
  expect(compressed.binary).toEqual(answer.binary)
})

test('a body in another encoding, or that is not what it says, is refused', async () => {
  const path = '/v2/models/eta/infer'
  const unknown = await send({ path, body: recorded, headers: { 'content-encoding': 'br' } })
  const broken = await send({ path, body: recorded, headers: { 'content-encoding': 'gzip' } })

  expect([unknown.status, broken.status]).toEqual([400, 400])
  expect(unknown.json.error).toMatch(/content-encoding is br.*gzip, deflate/)
  expect(broken.json.error).toMatch(/not valid gzip/)
})

test('a plain model has its own tensors alone', async () => {
  const model = await send({ path: '/v2/models/plain' })
  const inputs = [{ name: 'features', shape: [2, 2], datatype: 'FP32', data: [1, 2, 3, 4] }]
  const answer = await send({ path: '/v2/models/plain/infer', body: JSON.stringify({ inputs }) })

  expect(model.json.inputs).toEqual([{ name: 'features', datatype: 'FP32', shape: [-1, 2] }])
  expect(model.json.outputs).toEqual([{ name: 'p50', datatype: 'FP32', shape: [-1] }])
  expect(answer.json.outputs).toEqual([{ name: 'p50', shape: [2], datatype: 'FP32', data: [12, 18] }])
})

test('one partition for all rows is a parameter', async () => {
  const inputs = [{ name: 'features', shape: [2, 2], datatype: 'FP32', data: [1, 2, 3, 4] }]
  const parameters = { partition: 'R1/S2' }
  const path = '/v2/models/eta/infer'
  const answer = await send({ path, body: JSON.stringify({ parameters, inputs }) })
  const partition = { name: 'partition', shape: [2], datatype: 'BYTES', data: ['R1/S1', 'R1/S1'] }
  const both = await send({ path, body: JSON.stringify({ parameters, inputs: [partition, ...inputs] }) })

  expect(answer.json.outputs[0].data).toEqual([105, 111])
  expect(both.json.error).toMatch(/parameters\.partition.*one of both/)
})

// speed 1.5 (or 1) and gap 2 (or 1), as each data type has them.
const numbers: [string, string, number][] = [
  ['FP64', '000000000000f83f0000000000000040', 12.5],
  ['FP16', '003e0040', 12.5],
  ['BF16', 'c03f0040', 12.5],
  ['INT8', '0102', 12],
  ['UINT16', '01000200', 12],
  ['INT32', '0100000002000000', 12],
  ['UINT64', '01000000000000000200000000000000', 12],
  ['BOOL', '0101', 10],
]

test.for(numbers)('features come as %s', async ([datatype, hex, expected]) => {
  const bytes = Buffer.from(hex, 'hex')
  const parameters = { binary_data_size: bytes.length }
  const head = JSON.stringify({ inputs: [{ name: 'features', shape: [1, 2], datatype, parameters }] })
  const answer = await send({
    path: '/v2/models/plain/infer',
    body: Buffer.concat([Buffer.from(head), bytes]),
    headers: { 'inference-header-content-length': String(head.length) },
  })

  expect(answer.json.outputs[0].data).toEqual([expected])
})

test('an input that the model does not have is refused, as is what the protocol does not have', async () => {
  const inputs = [{ name: 'pixels', shape: [1, 2], datatype: 'FP32', data: [1, 2] }]
  const wrong = await send({ path: '/v2/models/plain/infer', body: JSON.stringify({ inputs }) })
  const words = [{ name: 'features', shape: [1, 2], datatype: 'BOOL', data: ['yes', true] }]
  const notBoolean = await send({ path: '/v2/models/plain/infer', body: JSON.stringify({ inputs: words }) })
  const nothing = await send({ path: '/v2/repository/models/plain/load', body: '{}' })

  expect(wrong.json.error).toMatch(
    /no input pixels.*features \[rows, 2\], or one input for each of speed, gap/,
  )
  expect(notBoolean.json.error).toMatch(/value 0 of tensor features is no boolean/)
  expect(nothing.status).toBe(404)
  expect(nothing.json.error).toMatch(/POST \/v2\/repository\/models\/plain\/load/)
})
