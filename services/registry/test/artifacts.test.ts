import { createHash, randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { until } from '@headway/testkit/until'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Fleet, openFleet } from './fleet.ts'

let fleet: Fleet
beforeAll(async () => {
  fleet = await openFleet()
})
afterAll(() => fleet[Symbol.asyncDispose]())

function newArtifact(size: number): { bytes: Buffer; url: string; digest: string } {
  const bytes = randomBytes(size)
  const digest = createHash('sha256').update(bytes).digest('hex')
  return { bytes, digest, url: `${fleet.service.url}/artifacts/${digest}` }
}

function headers(more: Record<string, string> = {}, role: 'operator' | 'viewer' = 'operator') {
  return { authorization: `Bearer ${fleet.service.identity.apiToken(role)}`, ...more }
}

function put(url: string, body: Buffer, more: Record<string, string> = {}): Promise<Response> {
  return fetch(url, { method: 'PUT', headers: headers(more), body: new Uint8Array(body) })
}

test('what is put is there, whole and by ranges', async () => {
  const { bytes, url, digest } = newArtifact(200_000)

  const stored = await put(url, bytes)
  const again = await put(url, bytes)
  const whole = await fetch(url, { headers: headers({}, 'viewer') })
  const middle = await fetch(url, { headers: headers({ range: 'bytes=1000-1999' }) })
  const end = await fetch(url, { headers: headers({ range: 'bytes=-10' }) })
  const beyond = await fetch(url, { headers: headers({ range: 'bytes=900000-' }) })
  const head = await fetch(url, { method: 'HEAD', headers: headers() })

  const { artifact } = await fleet.service.data(
    'query ($digest: ID!) { artifact(digest: $digest) { size url introducedBy { edges { cursor } } } }',
    { digest },
  )
  expect(artifact).toEqual({ size: 200_000, url: `/artifacts/${digest}`, introducedBy: { edges: [] } })
  expect([stored.status, again.status]).toEqual([201, 200])
  expect(await stored.json()).toEqual({ digest, size: bytes.byteLength })
  expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true)
  expect([middle.status, middle.headers.get('content-range')]).toEqual([206, 'bytes 1000-1999/200000'])
  expect(Buffer.from(await middle.arrayBuffer()).equals(bytes.subarray(1000, 2000))).toBe(true)
  expect(Buffer.from(await end.arrayBuffer()).equals(bytes.subarray(-10))).toBe(true)
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */200000'])
  expect([head.status, head.headers.get('content-length')]).toEqual([200, '200000'])
})

test('bytes that do not match the digest are refused, and nothing is kept', async () => {
  const { bytes, url, digest } = newArtifact(5000)
  const wrong = randomBytes(5000)

  const answer = await put(url, wrong)
  const head = await fetch(url, { method: 'HEAD', headers: headers() })
  const retried = await put(url, bytes)

  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({
    error: {
      code: 'INVALID_ARGUMENT',
      field: 'digest',
      value: createHash('sha256').update(wrong).digest('hex'),
      expected: digest,
    },
  })
  expect([head.status, head.headers.get('upload-offset')]).toEqual([404, '0'])
  expect(retried.status).toBe(201)
})

test('an upload goes on by parts, at the offset that is held', async () => {
  const { bytes, url } = newArtifact(30_000)
  const part = (first: number, last: number) =>
    put(url, bytes.subarray(first, last + 1), { 'content-range': `bytes ${first}-${last}/30000` })

  const first = await part(0, 9999)
  const tooFar = await part(20_000, 29_999)
  const head = await fetch(url, { method: 'HEAD', headers: headers() })
  const second = await part(10_000, 19_999)
  const last = await part(20_000, 29_999)
  const whole = await fetch(url, { headers: headers() })

  expect([first.status, first.headers.get('upload-offset')]).toEqual([202, '10000'])
  expect([tooFar.status, tooFar.headers.get('upload-offset')]).toEqual([416, '10000'])
  expect([head.status, head.headers.get('upload-offset')]).toEqual([404, '10000'])
  expect([second.status, last.status]).toEqual([202, 201])
  expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true)
})

test('an upload whose connection broke is resumed', async () => {
  const { bytes, url } = newArtifact(100_000)
  const broken = request(url, {
    method: 'PUT',
    headers: headers({ 'content-length': '100000', 'content-type': 'application/octet-stream' }),
  })
  broken.on('error', () => undefined)
  broken.write(bytes.subarray(0, 40_000))
  const held = async () =>
    Number((await fetch(url, { method: 'HEAD', headers: headers() })).headers.get('upload-offset'))
  await until(async () => (await held()) === 40_000)
  broken.destroy()

  const rest = await put(url, bytes.subarray(40_000), { 'content-range': 'bytes 40000-99999/100000' })

  expect(rest.status).toBe(201)
  expect((await fleet.artifacts.get(createHash('sha256').update(bytes).digest('hex'))).equals(bytes)).toBe(
    true,
  )
})

test('a token is needed, and a viewer cannot put', async () => {
  const { bytes, url } = newArtifact(10)

  const anonymous = await fetch(url)
  const viewer = await fetch(url, {
    method: 'PUT',
    headers: headers({}, 'viewer'),
    body: new Uint8Array(bytes),
  })

  expect(anonymous.status).toBe(401)
  expect(viewer.status).toBe(403)
})

test('what is no digest, or not there, is said', async () => {
  const { url } = newArtifact(10)

  const missing = await fetch(url, { headers: headers() })
  const wrong = await fetch(`${fleet.service.url}/artifacts/latest`, { headers: headers() })

  expect(missing.status).toBe(404)
  expect(wrong.status).toBe(400)
  expect(await wrong.json()).toMatchObject({ error: { code: 'INVALID_ARGUMENT', value: 'latest' } })
})
