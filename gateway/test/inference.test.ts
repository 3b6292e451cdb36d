import { randomBytes } from 'node:crypto'
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import { Readable } from 'node:stream'
import { spawnService } from '@headway/testkit/spawn-service'
import { afterEach, expect, test } from 'vitest'
import { openGateway } from './open-gateway.ts'

const servers = new Set<Server>()
afterEach(() => {
  for (const server of servers) close(server)
  servers.clear()
})

type Handle = (request: IncomingMessage, response: ServerResponse) => void

async function replica(handle: Handle): Promise<{ url: string; server: Server }> {
  const server = createServer(handle)
  servers.add(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, url: `http://127.0.0.1:${(server.address() as { port: number }).port}` }
}

function close(server: Server): void {
  server.close()
  server.closeAllConnections()
}

function openBefore(urls: string[], settings: Record<string, string> = {}) {
  return openGateway({
    settings: {
      HEADWAY_SUBGRAPHS: JSON.stringify({ serving: urls.map((url) => `${url}/graphql`) }),
      ...settings,
    },
  })
}

/** Sends back what it was sent. */
const echo: Handle = (request, response) => {
  response.setHeader(
    'inference-header-content-length',
    request.headers['inference-header-content-length'] ?? '',
  )
  response.setHeader('x-seen', `${request.method} ${request.url} ${request.headers.authorization}`)
  request.pipe(response)
}

test("serving answers on the gateway's port, and checks the caller's token itself", async () => {
  await using serving = await spawnService('serving')
  await using gateway = await openGateway({
    natsUrl: serving.nats.url,
    identity: serving.identity,
    subgraphs: { serving: serving.url },
  })
  const viewer = { authorization: `Bearer ${serving.identity.apiToken('viewer')}` }
  const ask = async (path: string, init?: RequestInit) => {
    const response = await fetch(`${gateway.url}${path}`, init)
    return { status: response.status, body: await response.json() }
  }

  expect(await ask('/v2/health/ready')).toMatchObject({ status: 200, body: { ready: true } })
  expect(await ask('/v2')).toMatchObject({
    status: 401,
    body: { error: expect.stringMatching(/UNAUTHENTICATED/) },
  })
  expect(await ask('/v2', { headers: viewer })).toMatchObject({ status: 200, body: { name: 'headway' } })
  expect(
    await ask('/v2/repository/index', { method: 'POST', headers: viewer, body: '{"ready":true}' }),
  ).toMatchObject({ status: 200, body: [] })
})

test('a body of bytes and its headers arrive as they were sent, and come back so', async () => {
  const { url } = await replica(echo)
  await using gateway = await openBefore([url])
  const bytes = randomBytes(3_000_000)

  const response = await fetch(`${gateway.url}/v2/models/a%2Fb/infer?x=1`, {
    method: 'POST',
    headers: { authorization: 'Bearer mine', 'inference-header-content-length': '17' },
    body: bytes,
  })

  expect(response.headers.get('x-seen')).toBe('POST /v2/models/a%2Fb/infer?x=1 Bearer mine')
  expect(response.headers.get('inference-header-content-length')).toBe('17')
  expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true)
})

test('a replica that dies with a body half sent is replaced by another that gets all of it', async () => {
  const dying = await replica((request) => request.once('data', () => request.destroy()))
  const { url } = await replica(echo)
  await using gateway = await openBefore([dying.url, url])
  const bytes = randomBytes(2_000_000)
  // Its length is told by nobody, and it comes in pieces.
  const pieces = Array.from({ length: 20 }, (_, index) =>
    bytes.subarray(index * 100_000, (index + 1) * 100_000),
  )

  const answers = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const response = await fetch(`${gateway.url}/v2/models/m/infer`, {
        method: 'POST',
        body: Readable.toWeb(Readable.from(pieces)),
        duplex: 'half',
      } as RequestInit)
      return Buffer.from(await response.arrayBuffer()).equals(bytes)
    }),
  )

  expect(answers).toEqual([true, true, true, true])
})

test('a replica that dies with its answer half sent is replaced by another', async () => {
  const dying = await replica((request, response) => {
    request.resume()
    response.writeHead(200, { 'content-length': 100 }).write('half')
    setImmediate(() => response.socket?.destroy())
  })
  const { url } = await replica(
    (request, response) => void request.resume().once('end', () => response.end('whole')),
  )
  await using gateway = await openBefore([dying.url, url])

  const answers = await Promise.all([1, 2, 3].map(async () => (await fetch(`${gateway.url}/v2`)).text()))

  expect(answers).toEqual(['whole', 'whole', 'whole'])
})

test('a revision that is demanded is looked for at every replica', async () => {
  const at =
    (revision: number): Handle =>
    (request, response) => {
      request.resume()
      response.statusCode = revision < 2 ? 412 : 200
      response.end(`{"revision":${revision}}`)
    }
  const [old, current] = [await replica(at(1)), await replica(at(2))]
  await using gateway = await openBefore([old.url, current.url])
  await using alone = await openBefore([old.url])

  const statuses = await Promise.all(
    [1, 2, 3, 4].map(async () => (await fetch(`${gateway.url}/v2/x`)).status),
  )
  const refused = await fetch(`${alone.url}/v2/x`)

  expect(statuses).toEqual([200, 200, 200, 200])
  expect({ status: refused.status, body: await refused.json() }).toEqual({
    status: 412,
    body: { revision: 1 },
  })
})

test('a body over the limit is refused, whether its length is told or not', async () => {
  const { url } = await replica(echo)
  await using gateway = await openBefore([url], { HEADWAY_PREDICT_BODY_LIMIT: '100000' })
  const send = (headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      const request = httpRequest(
        `${gateway.url}/v2/models/m/infer`,
        { method: 'POST', headers },
        (response) => {
          response.resume()
          resolve(response.statusCode)
        },
      )
      request.once('error', reject)
      request.end(Buffer.alloc(200_000))
    })

  expect(await send({ 'content-length': '200000' })).toBe(413)
  expect(await send({ 'transfer-encoding': 'chunked' })).toBe(413)
})

test('nobody there, and nobody in time, are told as the protocol tells errors', async () => {
  const silent = await replica((request) => void request.resume())
  await using gone = await openBefore(['http://127.0.0.1:1'])
  await using slow = await openBefore([silent.url], { HEADWAY_OPERATION_TIMEOUT_MS: '300' })
  const ask = async (url: string) => {
    const response = await fetch(`${url}/v2`)
    return { status: response.status, body: await response.json() }
  }

  expect(await ask(gone.url)).toEqual({
    status: 503,
    body: { error: 'UNAVAILABLE: the serving service does not answer' },
  })
  expect(await ask(slow.url)).toEqual({
    status: 503,
    body: { error: 'UNAVAILABLE: the serving service did not answer in time' },
  })
})

test('a page may call it from an allowed origin', async () => {
  await using gateway = await openBefore([], {
    HEADWAY_SUBGRAPHS: '{}',
    HEADWAY_CORS_ORIGINS: 'https://a.example',
  })

  const preflight = await fetch(`${gateway.url}/v2/models/m/infer`, {
    method: 'OPTIONS',
    headers: { origin: 'https://a.example', 'access-control-request-method': 'POST' },
  })

  expect(preflight.status).toBe(204)
  expect(preflight.headers.get('access-control-allow-origin')).toBe('https://a.example')
})
