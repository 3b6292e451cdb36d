import { alertRaised } from '@headway/events/monitoring'
import { runProgressed, runSucceeded } from '@headway/events/pipelines'
import { aliasMoved } from '@headway/events/registry'
import { startService, type TestService } from '@headway/testkit/start-service'
import { openTestEvents, type TestEvents } from '@headway/testkit/test-events'
import { type TestNats, testNats } from '@headway/testkit/test-nats'
import { until } from '@headway/testkit/until'
import { createClient as createSseClient } from 'graphql-sse'
import { createClient as createWsClient } from 'graphql-ws'
import { connect } from 'nats'
import { afterAll, beforeAll, expect, test } from 'vitest'
import WebSocket from 'ws'
import { openGateway } from './open-gateway.ts'

const opened = new AsyncDisposableStack()
let gateway: Awaited<ReturnType<typeof openGateway>>
let registry: TestService
let events: TestEvents
let nats: TestNats

beforeAll(async () => {
  nats = opened.use(await testNats())
  registry = opened.use(await startService('registry', { nats }))
  gateway = opened.use(
    await openGateway({
      natsUrl: nats.url,
      identity: registry.identity,
      subgraphs: { registry: registry.url },
    }),
  )
  events = opened.use(await openTestEvents(nats.url))
  await registry.data(`mutation { registerModel(input: {
    name: "trams", owner: "test", partitionedBy: ["stop_id"], primaryMetric: { name: "mae", direction: MINIMIZE }
    signature: {
      inputs: [{ name: "features", datatype: "FP32", shape: [-1, 1] }], features: ["x"]
      outputs: [{ name: "p50", datatype: "FP32", shape: [-1] }]
    }
  }) { name } }`)
})
afterAll(() => opened.disposeAsync())

const moved = (model: string, revision: number) => ({
  model,
  alias: 'champion',
  versionId: `${model}/${revision}`,
  previousVersionId: null,
  revision,
  manifestDigest: 'a'.repeat(64),
  movedBy: 'test',
  movedAt: new Date().toISOString(),
  reason: 'test',
  run: null,
})
const run = (id: string) => ({ run: id, pipeline: 'p', pipelineVersion: 1, requestedBy: 'test' })

type Received = {
  data?: Record<string, Record<string, unknown>> | null
  errors?: readonly unknown[]
  extensions?: { cursor: string }
}

/** Follows a subscription in the background, over the transport named. */
function follow(transport: 'sse' | 'ws', query: string, token = gateway.identity.apiToken('viewer')) {
  const messages: Received[] = []
  const authorization = `Bearer ${token}`
  const url = `${gateway.url}/graphql`
  const client =
    transport === 'sse'
      ? createSseClient({ url, headers: { authorization }, retryAttempts: 0 })
      : createWsClient({
          url: url.replace('http', 'ws'),
          webSocketImpl: WebSocket,
          connectionParams: { authorization },
          retryAttempts: 0,
        })
  const over = new Promise<unknown>((resolve) => {
    client.subscribe(
      { query },
      {
        next: (message) => void messages.push(message as Received),
        error: resolve,
        complete: () => resolve('complete'),
      },
    )
  })
  return { messages, over, [Symbol.asyncDispose]: async () => client.dispose() }
}

for (const transport of ['sse', 'ws'] as const) {
  test(`an event is told over ${transport} with its cursor and what it is about as it is now`, async () => {
    await using told = follow(
      transport,
      `subscription { move: aliasMoved(model: "trams") { cursor event revision ...M } }
       fragment M on AliasChange { __typename about: model { name owner } version { id } }`,
    )
    await until(async () => {
      // A subscription begins some time after it was asked for.
      await events.publish(aliasMoved, moved('trams', 1))
      return told.messages.length > 0
    })

    const [message] = told.messages
    expect(message?.data?.move).toEqual({
      cursor: message?.extensions?.cursor,
      event: 'registry.alias.moved',
      revision: 1,
      __typename: 'AliasChange',
      about: { name: 'trams', owner: 'test' },
      version: null,
    })
    expect(message).not.toHaveProperty('errors')
  })
}

test('alerts are told of one endpoint, or of all', async () => {
  const alert = (endpoint: string) => ({
    alert: `alert-of-${endpoint}`,
    endpoint,
    kind: 'DRIFT' as const,
    check: null,
    severity: 'WARNING' as const,
    title: 'drift',
    report: 'report',
    partitionCount: 3,
  })
  await using ofTrams = follow('sse', 'subscription { alertRaised(endpoint: "trams") { data } }')
  await using ofAll = follow('sse', 'subscription { alertRaised { data alert { id } } }')
  await until(async () => {
    await events.publish(alertRaised, alert('buses'))
    await events.publish(alertRaised, alert('trams'))
    return ofTrams.messages.length > 0 && ofAll.messages.length > 1
  })

  const endpoints = ({ messages }: { messages: Received[] }) =>
    new Set(
      messages.map(({ data }) => (data?.alertRaised?.data as { endpoint: string } | undefined)?.endpoint),
    )
  expect(endpoints(ofTrams)).toEqual(new Set(['trams']))
  expect(endpoints(ofAll)).toEqual(new Set(['trams', 'buses']))
  // Nobody answers for monitoring here: what it says of the alert is missing, the message is not.
  expect(ofAll.messages[0]?.data?.alertRaised?.alert).toBeNull()
  expect(ofAll.messages[0]?.errors).toMatchObject([{ extensions: { service: 'monitoring' } }])
})

test('a subscription goes on behind a cursor, each message once and in order', async () => {
  for (let revision = 1; revision <= 5; revision++) await events.publish(aliasMoved, moved('buses', revision))
  await events.publish(aliasMoved, moved('others', 1))
  await using first = follow(
    'sse',
    'subscription { aliasMoved(model: "buses", after: "0") { revision cursor } }',
  )
  await until(() => first.messages.length === 5)
  const cursor = first.messages[2]?.extensions?.cursor

  await using second = follow(
    'ws',
    `subscription { aliasMoved(model: "buses", after: "${cursor}") { revision } }`,
  )
  await until(() => second.messages.length === 2)
  await events.publish(aliasMoved, moved('buses', 6))
  await until(() => second.messages.length === 3 && first.messages.length === 6)

  expect(second.messages.map(({ data }) => data?.aliasMoved?.revision)).toEqual([4, 5, 6])
})

test('without a model the moves of every model are told', async () => {
  await using all = follow('ws', 'subscription { aliasMoved(after: "0") { data } }')
  await events.publish(aliasMoved, moved('trams', 7))
  await events.publish(aliasMoved, moved('others', 7))

  await until(() => {
    const told = all.messages.map(({ data }) => data?.aliasMoved?.data as { model: string; revision: number })
    return ['trams', 'others'].every((name) =>
      told.some(({ model, revision }) => model === name && revision === 7),
    )
  })
})

test('an event stream that is opened again goes on behind Last-Event-ID', async () => {
  for (let revision = 1; revision <= 3; revision++)
    await events.publish(aliasMoved, moved('ferries', revision))
  const open = async (headers: Record<string, string>) => {
    const stop = new AbortController()
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        authorization: `Bearer ${gateway.identity.apiToken('viewer')}`,
        ...headers,
      },
      body: JSON.stringify({
        query: 'subscription { aliasMoved(model: "ferries", after: "0") { revision } }',
      }),
      signal: stop.signal,
    })
    let text = ''
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk
      if (text.includes('"revision":3')) break
    }
    stop.abort()
    return text
  }

  const all = await open({})
  const id = /id: (\d+)\ndata: .*"revision":2/.exec(all)?.[1]
  const rest = await open({ 'last-event-id': id ?? '' })

  expect(rest.match(/"revision":\d/g)).toEqual(['"revision":3'])
})

test('progress of a run comes at most twice a second, and its end is not held back', async () => {
  await using told = follow('ws', 'subscription { runChanged(id: "r1") { event data } }')
  await until(async () => {
    await events.publish(runProgressed, {
      ...run('r1'),
      step: 'warm',
      stepState: 'RUNNING',
      tasksDone: 0,
      tasksTotal: 1,
    })
    return told.messages.length > 0
  })
  const startedAt = Date.now()
  for (let tasksDone = 1; tasksDone <= 300; tasksDone++) {
    await events.publish(runProgressed, {
      ...run('r1'),
      step: 'train',
      stepState: 'RUNNING',
      tasksDone,
      tasksTotal: 300,
    })
  }
  await events.publish(runSucceeded, { ...run('r1'), versionId: null })
  await until(() => told.messages.at(-1)?.data?.runChanged?.event === runSucceeded.type)
  const seconds = (Date.now() - startedAt) / 1000

  const progress = told.messages.filter(
    ({ data }) => (data?.runChanged?.data as { step?: string } | undefined)?.step === 'train',
  )
  expect(progress.length).toBeLessThanOrEqual(Math.ceil(seconds * 2) + 2)
  expect(progress.at(-1)?.data?.runChanged?.data).toMatchObject({ tasksDone: 300 })
})

test('fields of a subgraph that is down are null and the message is told all the same', async () => {
  await events.publish(runSucceeded, { ...run('r2'), versionId: null })
  await using told = follow(
    'ws',
    'subscription { runChanged(id: "r2", after: "0") { event run { id state } } }',
  )
  await until(() => told.messages.length === 1)

  expect(told.messages[0]?.data?.runChanged).toEqual({ event: runSucceeded.type, run: null })
  expect(told.messages[0]?.errors?.[0]).toMatchObject({
    extensions: { code: 'UNAVAILABLE', service: 'pipelines' },
  })
})

test('a subscription ends when its token expires', async () => {
  const token = await gateway.addToken({ id: 'short', expiresAt: new Date(Date.now() + 1500) })
  await using told = follow('ws', 'subscription { aliasMoved(model: "trams") { cursor } }', token)

  expect(await told.over).toBe('complete')
  expect(told.messages.at(-1)?.errors?.[0]).toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } })
})

test('a subscription ends when its token is revoked, before the next message', async () => {
  const token = await gateway.addToken({ id: 'revoked' })
  await using told = follow('sse', 'subscription { aliasMoved(model: "subways") { cursor } }', token)
  await until(async () => {
    await events.publish(aliasMoved, moved('subways', 1))
    return told.messages.length > 0
  })
  await gateway.revokeToken('revoked')
  await events.publish(aliasMoved, moved('subways', 2))

  expect(await told.over).toBe('complete')
  expect(told.messages.at(-1)?.errors?.[0]).toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } })
})

test('nobody subscribes without a token that is known', async () => {
  await using socket = follow('ws', 'subscription { aliasMoved(model: "trams") { cursor } }', 'hw_unknown')
  await using stream = follow('sse', 'subscription { aliasMoved(model: "trams") { cursor } }', 'hw_unknown')

  expect(await socket.over).toMatchObject({ code: 4403 })
  expect(String(await stream.over)).toMatch(/401|Unauthorized/)
})

test('a subscription is checked against schema and limits before it begins', async () => {
  await using wrong = follow('ws', 'subscription { aliasMoved(modell: "trams") { cursor } }')
  await using cursor = follow('ws', 'subscription { aliasMoved(model: "trams", after: "soon") { cursor } }')

  expect(await wrong.over).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }])
  expect(await cursor.over).toMatchObject([{ extensions: { code: 'INVALID_ARGUMENT', field: 'after' } }])
})

test('queries are answered over the socket too', async () => {
  await using told = follow('ws', '{ model(name: "trams") { name } }')
  await until(() => told.messages.length === 1)

  expect(told.messages[0]?.data).toEqual({ model: { name: 'trams' } })
})

test('a subscription goes on when the bus was away', async () => {
  await using told = follow('ws', 'subscription { aliasMoved(model: "trains") { revision } }')
  await until(async () => {
    await events.publish(aliasMoved, moved('trains', 1))
    return told.messages.length > 0
  })

  await nats.stop()
  await nats.start()
  await until(() => events.publish(aliasMoved, moved('trains', 2)))

  await until(() => told.messages.some(({ data }) => data?.aliasMoved?.revision === 2), { timeoutMs: 50_000 })
})

test('a cursor whose events are gone is answered with CURSOR_EXPIRED', async () => {
  const connection = await connect({ servers: gateway.natsUrl })
  const manager = await connection.jetstreamManager()
  await manager.streams.purge('HEADWAY_EVENTS')
  await connection.close()

  await using socket = follow('ws', 'subscription { aliasMoved(model: "buses", after: "2") { cursor } }')
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      'last-event-id': '2',
      authorization: `Bearer ${gateway.identity.apiToken('viewer')}`,
    },
    body: JSON.stringify({ query: 'subscription { aliasMoved(model: "buses") { cursor } }' }),
  })

  expect(await socket.over).toMatchObject([{ extensions: { code: 'CURSOR_EXPIRED' } }])
  expect(response.status).toBe(410)
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'CURSOR_EXPIRED' } }] })
})
