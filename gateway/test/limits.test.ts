import { afterAll, beforeAll, expect, test } from 'vitest'
import { openGateway } from './open-gateway.ts'

let gateway: Awaited<ReturnType<typeof openGateway>>

beforeAll(async () => {
  gateway = await openGateway({
    settings: {
      HEADWAY_MAX_DEPTH: '8',
      HEADWAY_MAX_ALIASES: '10',
      HEADWAY_MAX_COST: '5000',
      HEADWAY_MAX_TOKENS: '500',
      HEADWAY_BODY_LIMIT: '100000',
      HEADWAY_CORS_ORIGINS: 'https://console.example, https://other.example',
    },
  })
})
afterAll(() => gateway[Symbol.asyncDispose]())

test('an operation that is too deep is refused with its depth', async () => {
  const { status, errors } = await gateway.ask(
    '{ model(name: "m") { champion { parent { parent { parent { parent { parent { parent { id } } } } } } } } }',
  )

  expect(status).toBe(400)
  expect(errors[0]?.extensions).toMatchObject({ code: 'RESOURCE_EXHAUSTED', field: 'depth', value: 9 })
})

test('an operation with too many aliases is refused', async () => {
  const aliases = Array.from({ length: 11 }, (_, index) => `a${index}: model(name: "m") { name }`)

  const { status, errors } = await gateway.ask(`{ ${aliases.join(' ')} }`)

  expect(status).toBe(400)
  expect(errors[0]?.extensions).toMatchObject({ code: 'RESOURCE_EXHAUSTED', field: 'aliases', value: 11 })
})

test('an operation that may read too much is refused, however its pages are named', async () => {
  const query = `query ($n: Int) { models(first: $n) { edges { node { versions(first: 500) { edges { node { id } } } } } } }`

  const cheap = await gateway.ask(query, { n: 1 })
  const dear = await gateway.ask(query, { n: 100 })

  expect(cheap.errors[0]?.extensions.code).toBe('UNAVAILABLE')
  expect(dear.status).toBe(400)
  expect(dear.errors[0]?.extensions).toMatchObject({ code: 'RESOURCE_EXHAUSTED', field: 'cost' })
})

test('a document with too many tokens is refused', async () => {
  const { status, errors } = await gateway.ask(`{ ${'__typename '.repeat(501)} }`)

  expect(status).toBe(400)
  expect(errors[0]?.extensions.code).toBe('GRAPHQL_PARSE_FAILED')
})

test('a body that is too large is refused', async () => {
  const { status, text } = await gateway.ask('{ __typename }', { filler: 'x'.repeat(100_000) })

  expect(status).toBe(413)
  expect(JSON.parse(text).error.code).toBe('RESOURCE_EXHAUSTED')
})

test('a mistake in a query is told without hints at the schema', async () => {
  const { status, errors } = await gateway.ask('{ modells { edges { node { name } } } }')

  expect(status).toBe(400)
  expect(errors).toHaveLength(1)
  expect(errors[0]?.message).not.toMatch(/did you mean/i)
  expect(errors[0]).not.toHaveProperty('extensions.stacktrace')
})

test('a list of operations in one request is refused', async () => {
  const { status } = await gateway.send(JSON.stringify([{ query: '{ __typename }' }]), {
    authorization: `Bearer ${gateway.identity.apiToken('viewer')}`,
  })

  expect(status).toBe(400)
})

test('a request that a foreign page could send by itself is refused', async () => {
  const authorization = `Bearer ${gateway.identity.apiToken('viewer')}`
  const plain = await gateway.send('{"query":"{ __typename }"}', {
    authorization,
    'content-type': 'text/plain',
  })
  const get = await fetch(`${gateway.url}/graphql?query={__typename}`, { headers: { authorization } })

  expect(plain.status).toBe(400)
  expect(get.status).toBe(400)
})

test('a mutation is not answered to a GET, in whatever form the answer is asked for', async () => {
  const mutation = encodeURIComponent('mutation { freeze(reason: "by a link") { frozen } }')
  const headers = { authorization: `Bearer ${gateway.identity.apiToken('operator')}` }
  const url = `${gateway.url}/graphql?query=${mutation}`

  const events = await fetch(url, { headers: { ...headers, accept: 'text/event-stream' } })
  const json = await fetch(url, { headers: { ...headers, 'apollo-require-preflight': 'yes' } })

  expect(events.status).toBe(400)
  expect(await events.text()).toContain('a mutation is sent by POST')
  expect(json.status).toBe(405)
})

test('pages of the allowed origins may call, others may not read', async () => {
  const preflight = (origin: string) =>
    fetch(`${gateway.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    })

  const allowed = await preflight('https://other.example')
  const foreign = await preflight('https://evil.example')

  expect(allowed.headers.get('access-control-allow-origin')).toBe('https://other.example')
  expect(allowed.headers.get('access-control-allow-headers')).toMatch(/authorization/)
  expect(foreign.headers.get('access-control-allow-origin')).toBeNull()
})

test('the schema can be read by who has a token, subscriptions included', async () => {
  const { data } = await gateway.ask('{ __schema { subscriptionType { fields { name } } } }')

  const names = data.__schema.subscriptionType.fields.map((field: { name: string }) => field.name)
  expect(names).toEqual(['runChanged', 'modelVersionChanged', 'rolloutChanged', 'aliasMoved', 'alertRaised'])
})
