import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { hashApiToken, newApiToken } from '@headway/kit/api-tokens'
import { parseProcessSettings } from '@headway/kit/config'
import { openIdentity } from '@headway/kit/identity'
import { mintInternalToken } from '@headway/kit/internal-token'
import { createLog } from '@headway/kit/log'
import { testFolder } from '@headway/testkit/test-folder'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { notesSurroundings, startNotes } from './notes-service.ts'

type PrivateKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey']

const key = randomBytes(32).toString('base64url')
const log = createLog('test', 'silent')

function identityWith(settings: Record<string, string> = {}) {
  return openIdentity({
    settings: parseProcessSettings({}, { HEADWAY_INTERNAL_KEY: key, ...settings }, { HEADWAY_PORT: '0' }),
    log,
  })
}

const olga = { id: 'olga', roles: ['operator' as const] }

test('an internal token says who acts', async () => {
  const identity = identityWith()

  const { actor, kind } = await identity.authenticate(`Bearer ${await identity.mintInternalToken(olga)}`)

  expect({ actor, kind }).toEqual({ actor: olga, kind: 'internal' })
})

test('an expired internal token is refused as expired', async () => {
  const token = await mintInternalToken(key, olga, { now: new Date('2026-01-01T00:00:00Z') })

  await expect(identityWith().authenticate(`Bearer ${token}`)).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
    message: 'the internal token expired at 2026-01-01T00:01:00.000Z',
  })
})

test('an internal token signed by someone else is refused as such', async () => {
  const token = await mintInternalToken(randomBytes(32).toString('base64url'), olga)

  await expect(identityWith().authenticate(`Bearer ${token}`)).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
    message: 'the internal token is signed by someone else',
  })
})

test('no token, a malformed header and gibberish are each refused in words', async () => {
  const identity = identityWith()

  await expect(identity.authenticate(undefined)).rejects.toMatchObject({ message: 'no token was sent' })
  await expect(identity.authenticate('Basic abc')).rejects.toMatchObject({
    message: 'the authorization header is malformed',
  })
  await expect(identity.authenticate('Bearer gibberish', ['internal'])).rejects.toMatchObject({
    message: 'the internal token is malformed',
  })
})

test('API tokens are found by hash; unknown, expired and revoked ones are refused as such', async () => {
  await using folder = await testFolder('tokens')
  const file = join(folder.path, 'tokens.json')
  const [good, expired, revoked] = [newApiToken(), newApiToken(), newApiToken()]
  const entry = (id: string, token: string, more = {}) => ({
    id,
    roles: ['viewer'],
    sha256: hashApiToken(token),
    createdAt: '2026-01-01T00:00:00Z',
    expiresAt: null,
    revokedAt: null,
    ...more,
  })
  const tokens = [
    entry('good', good),
    entry('expired', expired, { expiresAt: '2026-01-02T00:00:00Z' }),
    entry('revoked', revoked, { revokedAt: '2026-01-03T00:00:00Z' }),
  ]
  await writeFile(file, JSON.stringify({ tokens }))
  const identity = identityWith({ HEADWAY_API_TOKENS_FILE: file })

  expect((await identity.authenticate(`Bearer ${good}`)).actor).toEqual({ id: 'good', roles: ['viewer'] })
  await expect(identity.authenticate(`Bearer ${newApiToken()}`)).rejects.toMatchObject({
    message: 'the API token is unknown',
  })
  await expect(identity.authenticate(`Bearer ${expired}`)).rejects.toMatchObject({
    message: 'the API token expired expired at 2026-01-02T00:00:00Z',
  })
  await expect(identity.authenticate(`Bearer ${revoked}`)).rejects.toMatchObject({
    message: 'the API token revoked was revoked at 2026-01-03T00:00:00Z',
  })

  const later = newApiToken()
  await writeFile(file, JSON.stringify({ tokens: [...tokens, entry('later', later)] }))
  expect((await identity.authenticate(`Bearer ${later}`)).actor.id).toBe('later')

  await writeFile(file, 'not json')
  expect((await identity.authenticate(`Bearer ${later}`)).actor.id).toBe('later')
})

test("JWTs of the configured issuer are accepted, others' and expired ones are not", async () => {
  const own = await generateKeyPair('ES256')
  const foreign = await generateKeyPair('ES256')
  const jwks = { keys: [{ ...(await exportJWK(own.publicKey)), kid: 'k1', alg: 'ES256' }] }
  const server = createServer((_, response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify(jwks)),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  await using _ = {
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
  const identity = identityWith({
    HEADWAY_JWKS_URL: `http://127.0.0.1:${(server.address() as { port: number }).port}/jwks`,
    HEADWAY_JWT_ISSUER: 'https://issuer.example',
    HEADWAY_JWT_AUDIENCE: 'headway',
  })
  const sign = (signer: PrivateKey, issuer = 'https://issuer.example', expires: string | number = '5m') =>
    new SignJWT({ roles: ['approver', 'juggler'] })
      .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
      .setSubject('anna')
      .setIssuer(issuer)
      .setAudience('headway')
      .setExpirationTime(expires)
      .sign(signer)

  const good = await identity.authenticate(`Bearer ${await sign(own.privateKey)}`)

  expect(good).toMatchObject({ kind: 'jwt', actor: { id: 'anna', roles: ['approver'] } })
  await expect(identity.authenticate(`Bearer ${await sign(foreign.privateKey)}`)).rejects.toMatchObject({
    message: 'the token is signed by someone else',
  })
  await expect(
    identity.authenticate(`Bearer ${await sign(own.privateKey, 'https://other')}`),
  ).rejects.toMatchObject({
    message: 'the token has the wrong claim iss',
  })
  await expect(
    identity.authenticate(`Bearer ${await sign(own.privateKey, undefined, 1_700_000_000)}`),
  ).rejects.toMatchObject({ message: 'the token expired at 2023-11-14T22:13:20.000Z' })
})

test('the graph takes internal tokens only, other endpoints take API tokens and check the role', async () => {
  await using surroundings = await notesSurroundings()
  await using notes = await startNotes(surroundings)
  const post = (path: string, token: string, body: object) =>
    fetch(`${notes.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    })
  const apiToken = surroundings.identity.apiToken('operator')

  const graph = await post('/graphql', apiToken, { query: '{ __typename }' })
  const route = await post('/notes', apiToken, { text: 'by HTTP' })
  const refused = await post('/notes', surroundings.identity.apiToken('approver'), { text: 'by HTTP' })

  expect(graph.status).toBe(401)
  expect(await graph.json()).toMatchObject({
    errors: [
      {
        message: 'a token of the kind api-token is not accepted here',
        extensions: { code: 'UNAUTHENTICATED' },
      },
    ],
  })
  expect(await route.json()).toMatchObject({ text: 'by HTTP', writtenBy: 'test-operator' })
  expect([refused.status, await refused.json()]).toMatchObject([
    403,
    { error: { code: 'PERMISSION_DENIED' } },
  ])
})
