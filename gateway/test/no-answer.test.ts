import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { openGateway } from './open-gateway.ts'

test('a subgraph that does not answer in time makes its fields null, and the others answer', async () => {
  const silent = createServer((request) => request.resume())
  const quick = createServer((_, response) =>
    response.setHeader('content-type', 'application/json').end('{"data":{"datasets":{"edges":[]}}}'),
  )
  const urls = await Promise.all([silent, quick].map(listening))
  await using _servers = {
    [Symbol.asyncDispose]: async () => {
      for (const server of [silent, quick]) {
        server.closeAllConnections()
        server.close()
      }
    },
  }
  await using gateway = await openGateway({
    subgraphs: { registry: urls[0] ?? '', datasets: urls[1] ?? '' },
    settings: { HEADWAY_OPERATION_TIMEOUT_MS: '300' },
  })

  const { data, errors } = await gateway.ask(
    '{ models { edges { node { name } } } datasets { edges { node { name } } } }',
  )

  expect(data).toEqual({ models: null, datasets: { edges: [] } })
  expect(errors).toMatchObject([
    {
      message: 'the registry service did not answer in time',
      extensions: { code: 'UNAVAILABLE', service: 'registry' },
    },
  ])
})

test('a mutation that breaks off is not sent again, and the answer says what is not known', async () => {
  let count = 0
  const dying = createServer((request) => {
    count++
    request.socket.destroy()
  })
  const url = await listening(dying)
  await using _server = { [Symbol.asyncDispose]: async () => void dying.close() }
  await using gateway = await openGateway({ subgraphs: { pipelines: url } })

  const operator = gateway.identity.apiToken('operator')
  const { errors } = await gateway.ask('mutation { freeze(reason: "a test") { frozen } }', {}, operator)

  expect(errors).toMatchObject([
    {
      message: 'the pipelines service broke off: whether it did what it was told is not known',
      extensions: { code: 'UNAVAILABLE', service: 'pipelines' },
    },
  ])
  expect(count).toBe(1)
})

async function listening(server: ReturnType<typeof createServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`
}
