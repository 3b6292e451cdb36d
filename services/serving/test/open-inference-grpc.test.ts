import { status } from '@grpc/grpc-js'
import { rolloutCompleted } from '@headway/events/serving'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { moveAlias, onnxOf, threeModels, writeVersion } from './fleet-of-models.ts'
import { freePort } from './free-port.ts'
import { type GrpcCaller, openGrpc } from './grpc-caller.ts'
import { openServing, type Serving } from './open-serving.ts'

let serving: Serving
let grpc: GrpcCaller
let port: number

beforeAll(async () => {
  port = await freePort()
  serving = await openServing({ settings: { HEADWAY_GRPC_PORT: String(port) } })
  const { events, store, service } = serving
  await serving.createEndpoint()
  await moveAlias(events, 'champion', await threeModels(store, 'eta/1', 0), 1)
  const next = await writeVersion(store, 'eta/2', [{ key: ['R1', '*'], bytes: onnxOf(1000) }])
  await moveAlias(events, 'challenger', next, 1)
  await events.next(rolloutCompleted, ({ versionId }) => versionId === 'eta/1')
  await events.next(rolloutCompleted, ({ versionId }) => versionId === 'eta/2')
  grpc = await openGrpc(port, service.identity.apiToken('viewer'))
})

afterAll(async () => {
  grpc[Symbol.dispose]()
  await serving[Symbol.asyncDispose]()
})

// Recorded from a client of another making: model eta, version 1, id mine, partitions R1/S1 and R9/S9 and their features
// as raw contents, outputs p50 and source, parameters strict and minimum_revision.
const rawRequest = Buffer.from(
  '0a036574611201311a046d696e65220c0a067374726963741202080022160a106d696e696d756d5f7265766973696f6e120210012a150a0970' +
    '6172746974696f6e120542595445531a01022a140a0866656174757265731204465033321a02020232050a0370353032080a06736f7572' +
    '63653a120500000052312f53310500000052392f53393a10000020410000803f0000a04100000040',
  'hex',
)
// The same with typed contents: partition R1/S2 as a parameter, one tensor for each feature, FP32 and INT64.
const typedRequest = Buffer.from(
  '0a036574611a05747970656422140a09706172746974696f6e12071a0552312f53322a1c0a0573706565641204465033321a01022a0a320800' +
    '0020410000a0412a1f0a036761701205494e5436341a0202012a0d1a0b01feffffffffffffffff01',
  'hex',
)

test('a recorded request with raw contents has its answer as raw contents', async () => {
  const bytes = await grpc.callRaw('ModelInfer', rawRequest)
  const answer = await grpc.call('ModelInfer', rawRequest)

  expect(answer).toMatchObject({
    model_name: 'eta',
    model_version: '1',
    id: 'mine',
    parameters: { version_id: { string_param: 'eta/1' }, revision: { int64_param: 1 } },
    outputs: [
      { name: 'p50', datatype: 'FP32', shape: [2], contents: null },
      { name: 'source', datatype: 'BYTES', shape: [2], contents: null },
    ],
  })
  // Field 6: 12 and 205 as floats; the two words after their lengths.
  const outputs = '32080000404100004d43' + '3215050000006578616374' + '08000000626173656c696e65'
  expect(bytes.toString('hex')).toContain(outputs)
})

test('a recorded request with typed contents has its answer as typed contents', async () => {
  const answer = await grpc.call('ModelInfer', typedRequest)

  expect(answer).toMatchObject({ id: 'typed', raw_output_contents: [] })
  const [p50, rider, source] = answer.outputs
  expect(p50).toMatchObject({ name: 'p50', contents: { fp32_contents: [112, 116] } })
  expect(rider).toMatchObject({ name: 'rider', contents: { fp32_contents: [111, 115] } })
  expect(source).toMatchObject({
    name: 'source',
    contents: { bytes_contents: [Buffer.from('exact'), Buffer.from('exact')] },
  })
})

test('the server and its models describe themselves over gRPC', async () => {
  expect(await grpc.call('ServerLive', {})).toEqual({ live: true })
  expect(await grpc.call('ServerReady', {})).toEqual({ ready: true })
  expect(await grpc.call('ServerMetadata', {})).toMatchObject({ name: 'headway', version: '0.1.0' })
  expect(await grpc.call('ModelReady', Buffer.from('0a03657461', 'hex'))).toEqual({ ready: true })
  expect(await grpc.call('ModelReady', { name: 'eta', version: '7' })).toEqual({ ready: false })
  expect(await grpc.call('ModelMetadata', Buffer.from('0a03657461120132', 'hex'))).toMatchObject({
    name: 'eta',
    versions: ['1', '2'],
    inputs: [
      { name: 'partition', datatype: 'BYTES', shape: [-1] },
      { name: 'features', datatype: 'FP32', shape: [-1, 2] },
    ],
    properties: { version_id: 'eta/2' },
  })
  expect(await grpc.call('RepositoryIndex', Buffer.from('1001', 'hex'))).toMatchObject({
    models: [
      { name: 'eta', version: '1', state: 'READY' },
      { name: 'eta', version: '2', state: 'READY' },
    ],
  })
})

const features = { name: 'features', datatype: 'FP32', shape: [1, 2], contents: { fp32_contents: [10, 1] } }
const partition = {
  name: 'partition',
  datatype: 'BYTES',
  shape: [1],
  contents: { bytes_contents: [Buffer.from('R1/S1')] },
}
const request = { model_name: 'eta', inputs: [partition, features] }

test('a request asks a version by its number, and raw answers to typed contents', async () => {
  const answer = await grpc.call('ModelInfer', {
    ...request,
    model_version: '2',
    parameters: { binary_data_output: { bool_param: true } },
    outputs: [{ name: 'p50' }],
  })

  expect(answer.raw_output_contents).toEqual([Buffer.from(Float32Array.of(1012).buffer)])
})

const refusals: [string, object, status, RegExp][] = [
  ['an unknown model', { ...request, model_name: 'nobody' }, status.NOT_FOUND, /no endpoint nobody/],
  ['an unknown version', { ...request, model_version: '9' }, status.NOT_FOUND, /eta\/9.*eta\/1, eta\/2/],
  [
    'a revision that is not reached',
    { ...request, parameters: { minimum_revision: { int64_param: 5 } } },
    status.FAILED_PRECONDITION,
    /minimumRevision: got 5/,
  ],
  [
    'contents of another length than the shape',
    { ...request, inputs: [partition, { ...features, shape: [2, 2] }] },
    status.INVALID_ARGUMENT,
    /inputs\.features.*4 values in fp32_contents/,
  ],
  [
    'typed contents of a data type that has none',
    { ...request, inputs: [partition, { ...features, datatype: 'FP16' }] },
    status.INVALID_ARGUMENT,
    /FP16.*raw_input_contents/,
  ],
  [
    'an unknown data type',
    { ...request, inputs: [partition, { ...features, datatype: 'COLOUR' }] },
    status.INVALID_ARGUMENT,
    /COLOUR.*FP32/,
  ],
  [
    'raw contents for some inputs only',
    { ...request, raw_input_contents: [Buffer.alloc(8)] },
    status.INVALID_ARGUMENT,
    /1 raw contents for 2 inputs/,
  ],
  [
    'values given twice',
    { ...request, raw_input_contents: [Buffer.alloc(9), Buffer.alloc(8)] },
    status.INVALID_ARGUMENT,
    /partition.*twice/,
  ],
  [
    'NaN in a feature',
    { ...request, inputs: [partition, { ...features, contents: { fp32_contents: [1, Number.NaN] } }] },
    status.INVALID_ARGUMENT,
    /gap of row 0.*finite/,
  ],
  [
    'the partition twice',
    { ...request, parameters: { partition: { string_param: 'R1/S1' } } },
    status.INVALID_ARGUMENT,
    /parameters\.partition.*one of both/,
  ],
  ['an unknown output', { ...request, outputs: [{ name: 'p99' }] }, status.INVALID_ARGUMENT, /no output p99/],
]

test.for(refusals)('ModelInfer refuses %s', async ([, message, code, words]) => {
  const refused = await grpc.call('ModelInfer', message).catch((error) => error)

  expect(refused).toMatchObject({ code, details: expect.stringMatching(words) })
})

test('callers without a token are refused, but health is told to anybody', async () => {
  using nobody = await openGrpc(port)
  using stranger = await openGrpc(port, `hw_${'x'.repeat(43)}`)

  const noToken = await nobody.call('ModelInfer', rawRequest).catch((error) => error)
  const wrongToken = await stranger.call('ModelMetadata', { name: 'eta' }).catch((error) => error)

  expect(noToken.code).toBe(status.UNAUTHENTICATED)
  expect(wrongToken.code).toBe(status.UNAUTHENTICATED)
  expect(await nobody.call('ServerLive', {})).toEqual({ live: true })
  expect(await nobody.call('Check', {})).toEqual({ status: 'SERVING' })
  expect(await nobody.call('Check', { service: 'inference.GRPCInferenceService' })).toEqual({
    status: 'SERVING',
  })
  const unknown = await nobody.call('Check', { service: 'other' }).catch((error) => error)
  expect(unknown.code).toBe(status.NOT_FOUND)
})

test('a call whose deadline passes is given up', async () => {
  const rows = 200_000
  const message = {
    model_name: 'eta',
    parameters: { partition: { string_param: 'R1/S1' }, log: { bool_param: false } },
    inputs: [{ name: 'features', datatype: 'FP32', shape: [rows, 2] }],
    raw_input_contents: [Buffer.alloc(rows * 8)],
  }

  const late = await grpc.call('ModelInfer', message, { deadline: Date.now() + 20 }).catch((error) => error)
  const inTime = await grpc.call('ModelInfer', message, { deadline: Date.now() + 20_000 })

  expect(late.code).toBe(status.DEADLINE_EXCEEDED)
  expect(inTime.raw_output_contents[0]).toHaveLength(rows * 4)
})
