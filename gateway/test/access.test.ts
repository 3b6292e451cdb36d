import { mintInternalToken } from '@headway/kit/internal-token'
import { startService } from '@headway/testkit/start-service'
import { testNats } from '@headway/testkit/test-nats'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openGateway } from './open-gateway.ts'

const opened = new AsyncDisposableStack()
let gateway: Awaited<ReturnType<typeof openGateway>>

beforeAll(async () => {
  const nats = opened.use(await testNats())
  const registry = opened.use(await startService('registry', { nats }))
  gateway = opened.use(
    await openGateway({
      natsUrl: nats.url,
      identity: registry.identity,
      subgraphs: { registry: registry.url },
    }),
  )
})
afterAll(() => opened.disposeAsync())

const registerModel = `mutation ($name: String!) {
  registerModel(input: {
    name: $name, owner: "test", partitionedBy: ["stop_id"], primaryMetric: { name: "mae", direction: MINIMIZE }
    signature: {
      inputs: [{ name: "features", datatype: "FP32", shape: [-1, 1] }], features: ["x"]
      outputs: [{ name: "p50", datatype: "FP32", shape: [-1] }]
    }
  }) { name createdBy }
}`

test('a request without a token is refused before anything is executed', async () => {
  const { status, errors, headers } = await gateway.send('{"query":"{ __typename }"}', {})

  expect(status).toBe(401)
  expect(headers.get('www-authenticate')).toBe('Bearer')
  expect(errors[0]?.extensions.code).toBe('UNAUTHENTICATED')
})

test('a token that is unknown, expired or revoked is refused, and the answer says which', async () => {
  const expired = await gateway.addToken({ id: 'old', expiresAt: new Date('2026-01-01') })
  const revoked = await gateway.addToken({ id: 'gone' })
  await gateway.revokeToken('gone')

  const answers = await Promise.all(
    [`hw_${'x'.repeat(43)}`, expired, revoked].map((token) => gateway.ask('{ __typename }', {}, token)),
  )

  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401])
  const messages = answers.map(({ errors }) => errors[0]?.message)
  expect(messages[0]).toMatch(/unknown/)
  expect(messages[1]).toMatch(/expired/)
  expect(messages[2]).toMatch(/revoked/)
})

test('an internal token is not accepted from outside, nor one signed by someone else', async () => {
  const actor = { id: 'test-admin', roles: ['admin' as const] }
  const own = await gateway.identity.internalToken(actor)
  const foreign = await mintInternalToken(Buffer.alloc(32, 1).toString('base64url'), actor)

  const answers = await Promise.all([own, foreign].map((token) => gateway.ask('{ __typename }', {}, token)))

  expect(answers.map(({ status }) => status)).toEqual([401, 401])
})

test('a mutation acts in the name of whose token it was', async () => {
  const operator = gateway.identity.apiToken('operator')

  const { data } = await gateway.ask(registerModel, { name: 'named' }, operator)

  expect(data.registerModel).toEqual({ name: 'named', createdBy: 'test-operator' })
})

test('a token of the wrong role is refused with the role that is needed', async () => {
  const { data, errors } = await gateway.ask(registerModel, { name: 'refused' })

  expect(data).toBeNull()
  expect(errors[0]?.extensions).toMatchObject({ code: 'PERMISSION_DENIED', expected: 'operator' })
})

test('an error of a subgraph keeps its code, field and expectation', async () => {
  const operator = gateway.identity.apiToken('operator')

  const { errors } = await gateway.ask(registerModel, { name: 'Not A Name' }, operator)

  expect(errors[0]?.extensions).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'name' })
  expect(errors[0]).not.toHaveProperty('extensions.stacktrace')
})
