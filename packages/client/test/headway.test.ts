import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pipelinesEvents } from '@headway/events/pipelines'
import { startService, type TestService } from '@headway/testkit/start-service'
import { openTestEvents } from '@headway/testkit/test-events'
import { testFolder } from '@headway/testkit/test-folder'
import { testNats } from '@headway/testkit/test-nats'
import { until } from '@headway/testkit/until'
import { afterAll, beforeAll, expect, test } from 'vitest'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const opened = new AsyncDisposableStack()
let registry: TestService
let natsUrl: string

beforeAll(async () => {
  const nats = opened.use(await testNats())
  natsUrl = nats.url
  registry = opened.use(await startService('registry', { nats }))
})
afterAll(() => opened.disposeAsync())

function headway(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...args], (error, out, err) => {
      resolve({ code: Number(error?.code ?? 0), out, err })
    })
  })
}

test('a query prints its data, and its errors with their codes', async () => {
  // A subgraph takes internal tokens as the gateway takes API tokens.
  const token = await registry.identity.internalToken('viewer')
  const to = ['--url', `${registry.url}/graphql`, '--token', token]

  const good = await headway('query', '{ models { edges { node { name } } } }', ...to)
  const bad = await headway(
    'query',
    'query ($id: ID!) { compareModelVersions(from: $id, to: $id) { changedCount } }',
    '--variables',
    '{"id":"none/1"}',
    ...to,
  )

  expect(good).toMatchObject({ code: 0, err: '' })
  expect(JSON.parse(good.out)).toEqual({ models: { edges: [] } })
  expect(bad.code).toBe(1)
  expect(bad.err).toMatch(/NOT_FOUND/)
})

test('tokens are made, listed and revoked on the command line', async () => {
  await using folder = await testFolder('cli')
  const file = ['--file', join(folder.path, 'tokens.json')]

  const made = await headway(
    'tokens',
    'create',
    'console',
    '--roles',
    'viewer,operator',
    '--days',
    '30',
    ...file,
  )
  const wrong = await headway('tokens', 'create', 'other', '--roles', 'owner', ...file)
  await headway('tokens', 'revoke', 'console', ...file)
  const listed = await headway('tokens', 'list', ...file)

  expect(made.out).toMatch(/^hw_[\w-]{43}\n$/)
  expect(wrong.code).not.toBe(0)
  expect(wrong.err).toMatch(/viewer, operator/)
  expect(listed.out).toMatch(/console\tviewer,operator\t.*revoked/)
  expect(listed.out).not.toContain(made.out.trim())
})

test('an event that a service gave up on is listed and handled again', async () => {
  const proposed = pipelinesEvents.find(({ type }) => type === 'pipelines.version.proposed')
  if (!proposed) throw new Error('there is such an event')
  await using events = await openTestEvents(natsUrl)
  // Not of the event's shape: dead at once.
  await events.publish({ ...proposed, shape: { parse: () => ({ model: 'trams' }) } as never }, {} as never)
  const to = ['--service', registry.url, '--token', registry.identity.apiToken('admin')]

  const listed = await until(async () => {
    const answer = await headway('dead-letters', 'list', ...to)
    return answer.out !== '' && answer
  })
  const [id] = listed.out.split('\t')
  const replayed = await headway('dead-letters', 'replay', id ?? '', ...to)

  expect(listed.out).toMatch(/pipelines\.version\.proposed/)
  expect(replayed.code).toBe(1)
  expect(replayed.err).toMatch(/\([A-Z_]+\)/)
})

test('without a Headway and without an address it says what is missing', async () => {
  await using folder = await testFolder('cli')
  const { code, err } = await headway('query', '{ __typename }', '--state', folder.path)

  expect(code).toBe(1)
  expect(err).toMatch(/give --url/)
})
