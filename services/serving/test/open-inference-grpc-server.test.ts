import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { status } from '@grpc/grpc-js'
import { rolloutCompleted } from '@headway/events/serving'
import { testFolder } from '@headway/testkit/test-folder'
import { expect, test } from 'vitest'
import { moveAlias, threeModels } from './fleet-of-models.ts'
import { freePort } from './free-port.ts'
import { openGrpc } from './grpc-caller.ts'
import { openServing } from './open-serving.ts'

// A certificate for 127.0.0.1 and localhost that signs itself.
const tls = new URL('./tls/', import.meta.url)

function manyRows(rows: number) {
  return {
    model_name: 'eta',
    parameters: { partition: { string_param: 'R1/S1' }, log: { bool_param: false } },
    inputs: [{ name: 'features', datatype: 'FP32', shape: [rows, 2] }],
    raw_input_contents: [Buffer.alloc(rows * 8)],
  }
}

test('a stop lets the calls in hand end, tells who watches the health, and takes no more', async () => {
  const port = await freePort()
  await using serving = await openServing({ settings: { HEADWAY_GRPC_PORT: String(port) } })
  await serving.createEndpoint()
  await moveAlias(serving.events, 'champion', await threeModels(serving.store, 'eta/1', 0), 1)
  await serving.events.next(rolloutCompleted)
  using grpc = await openGrpc(port, serving.service.identity.apiToken('viewer'))
  const watched: string[] = []
  const stream = grpc.watch({ service: 'inference.GRPCInferenceService' })
  const first = Promise.withResolvers<void>()
  stream.on('data', ({ status: told }) => {
    watched.push(told)
    first.resolve()
  })
  await first.promise
  let answered = 0
  const calls = Array.from({ length: 6 }, () =>
    grpc.call('ModelInfer', manyRows(100_000)).then(
      () => answered++,
      (error) => error.code,
    ),
  )
  await calls[0]

  await serving.service.stop()
  await Promise.all(calls)
  const later = await grpc.call('ModelInfer', manyRows(1)).catch((error) => error)

  expect(watched).toEqual(['SERVING', 'NOT_SERVING'])
  expect(answered).toBe(6)
  expect(later.code).toBe(status.UNAVAILABLE)
})

test('a message above the limit is refused', async () => {
  const port = await freePort()
  const settings = { HEADWAY_GRPC_PORT: String(port), HEADWAY_PREDICT_BODY_LIMIT: '4096' }
  await using serving = await openServing({ settings })
  using grpc = await openGrpc(port, serving.service.identity.apiToken('viewer'))

  const refused = await grpc.call('ModelInfer', manyRows(1000)).catch((error) => error)

  expect(refused.code).toBe(status.RESOURCE_EXHAUSTED)
})

test('gRPC speaks TLS when a certificate is set', async () => {
  const port = await freePort()
  const settings = {
    HEADWAY_GRPC_PORT: String(port),
    HEADWAY_GRPC_TLS_CERT: new URL('certificate.pem', tls).pathname,
    HEADWAY_GRPC_TLS_KEY: new URL('key.pem', tls).pathname,
  }
  await using _serving = await openServing({ settings })
  using grpc = await openGrpc(port, undefined, await readFile(new URL('certificate.pem', tls)))
  using plain = await openGrpc(port)

  expect(await grpc.call('ServerLive', {})).toEqual({ live: true })
  const refused = await plain.call('ServerLive', {}).catch((error) => error)
  expect(refused.code).toBe(status.UNAVAILABLE)
})

test('a certificate without its key, or a port that is taken, is said at the start', async () => {
  await using folder = await testFolder('tls')
  const file = join(folder.path, 'certificate.pem')
  await writeFile(file, '')
  const port = await freePort()
  await using _first = await openServing({ settings: { HEADWAY_GRPC_PORT: String(port) } })

  const half = openServing({ settings: { HEADWAY_GRPC_TLS_CERT: file } })
  await expect(half).rejects.toThrow(/HEADWAY_GRPC_TLS_KEY is not set/)
  const taken = openServing({ settings: { HEADWAY_GRPC_PORT: String(port) } })
  await expect(taken).rejects.toThrow(new RegExp(`gRPC cannot listen on 127.0.0.1:${port}`))
})
