import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createGraphqlClient } from '@headway/client/graphql-client'
import { openTestEvents } from '@headway/testkit/test-events'
import { type TestFolder, testFolder } from '@headway/testkit/test-folder'
import { until } from '@headway/testkit/until'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findRunning } from '../src/find-running.ts'
import { firstOperations } from '../src/first-operations.ts'
import { notedProcesses, startOnCommandLine, survivors } from './command-line.ts'
import { secretTexts } from './secret-texts.ts'

const names = [
  'datasets',
  'gateway',
  'monitoring',
  'nats',
  'pipelines',
  'postgres',
  'registry',
  'serving',
  'worker',
]
let folder: TestFolder
let stateDir: string

beforeAll(async () => {
  folder = await testFolder('start')
  stateDir = join(folder.path, 'state')
})
afterAll(() => folder[Symbol.asyncDispose]())

const patience = { timeout: 300_000 }

async function addresses() {
  const found = await findRunning(stateDir)
  if (!found?.addresses) throw new Error('Headway does not run')
  return { ...found.addresses, tokens: found.tokens }
}

async function graph() {
  const { graphqlUrl, tokens } = await addresses()
  return createGraphqlClient({ url: graphqlUrl, token: tokens.operator })
}

test('a start that is stopped half-way leaves no process', patience, async () => {
  await using headway = startOnCommandLine(join(folder.path, 'half'))
  const halfway = () => notedProcesses(join(folder.path, 'half'))
  await until(async () => (await halfway()).some(({ name }) => name === 'registry'), { timeoutMs: 120_000 })
  const noted = await halfway()

  headway.signal('SIGTERM')
  await headway.ended

  expect(await survivors(noted)).toEqual([])
  expect(await halfway()).toEqual([])
})

test('everything starts, works as printed, heals, and Ctrl-C leaves no process', patience, async () => {
  await using headway = startOnCommandLine(stateDir)
  await headway.untilReady()
  const { graphiqlUrl, oipUrl, registryUrl, tokens } = await addresses()
  const client = await graph()

  // What it prints works, in order.
  for (const token of Object.values(tokens)) expect(headway.output()).toContain(token)
  for (const operation of firstOperations) {
    expect(headway.output()).toContain(operation)
    expect(await client.request(operation)).toBeDefined()
  }
  const page = await (await fetch(graphiqlUrl)).text()
  expect(page).not.toMatch(/https?:\/\//)
  const script = await fetch(new URL('graphiql/graphiql.js', graphiqlUrl))
  expect(script.headers.get('content-type')).toMatch(/javascript/)
  expect((await script.text()).length).toBeGreaterThan(100_000)
  expect((await fetch(`${oipUrl}/health/live`)).status).toBe(200)
  expect((await fetch(`${registryUrl}/artifacts/${'0'.repeat(64)}`)).status).toBe(401)

  // Secrets are for their owner alone.
  for (const file of ['secrets.json', 'access-tokens.json', 'api-tokens.json']) {
    expect((await stat(join(stateDir, file))).mode & 0o077).toBe(0)
  }
  expect(await readFile(join(stateDir, 'api-tokens.json'), 'utf8')).not.toContain(tokens.operator)

  // Only who knows the token of nats-server reads and writes events; the token is not printed.
  const { natsUrl } = await addresses()
  const { natsToken } = JSON.parse(await readFile(join(stateDir, 'secrets.json'), 'utf8'))
  expect(natsUrl).toContain(`//${natsToken}@`)
  expect((await stat(join(stateDir, 'supervisor.json'))).mode & 0o077).toBe(0)
  await (await openTestEvents(natsUrl))[Symbol.asyncDispose]()
  const withoutToken = natsUrl.replace(`${natsToken}@`, '')
  expect(headway.output()).toContain(withoutToken)
  await expect(openTestEvents(withoutToken)).rejects.toThrow(/authorization/i)
  expect(headway.output()).not.toContain(natsToken)

  // Another start says that this one runs.
  await using second = startOnCommandLine(stateDir)
  expect(await second.ended).toBe(1)
  expect(second.output()).toMatch(/is running already/)

  // A process that dies is started again.
  const before = await notedProcesses(stateDir)
  expect(before.map(({ name }) => name).toSorted()).toEqual(names)
  const registry = before.find(({ name }) => name === 'registry')
  process.kill(registry?.pid ?? 0, 'SIGKILL')
  await until(() => headway.output().includes('ready again'), { timeoutMs: 120_000 })
  await until(async () => (await client.request('{ model(name: "hello") { name } }')).model, {
    timeoutMs: 20_000,
  })

  const noted = await notedProcesses(stateDir)
  headway.signal('SIGINT')
  expect(await headway.ended).toBe(0)
  expect(await survivors(noted)).toEqual([])
  expect(await findRunning(stateDir)).toBeUndefined()

  // The logs, of the failures above too, give nothing away.
  const secrets = await secretTexts(stateDir)
  const logs = await readdir(join(stateDir, 'logs'), { recursive: true, withFileTypes: true })
  const files = logs.filter((entry) => entry.isFile())
  expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(['gateway.log', 'nats.log']))
  for (const { parentPath, name } of files) {
    const log = await readFile(join(parentPath, name), 'utf8')
    expect(
      secrets.filter(({ text }) => log.includes(text)).map((one) => one.of),
      name,
    ).toEqual([])
  }
})

test('a start after a kill ends what was left behind and finds everything as it was', patience, async () => {
  await using killed = startOnCommandLine(stateDir)
  await killed.untilReady()
  const left = await notedProcesses(stateDir)
  killed.signal('SIGKILL')
  await killed.ended
  expect((await survivors(left)).toSorted()).toEqual(names)

  const startedAt = Date.now()
  await using headway = startOnCommandLine(stateDir)
  await headway.untilReady()

  expect(headway.output()).toMatch(/ended what an earlier start left behind/)
  expect(headway.output()).not.toContain((await addresses()).tokens.operator)
  expect(await survivors(left)).toEqual([])
  const client = await graph()
  expect(await client.request('{ model(name: "hello") { createdBy } }')).toEqual({
    model: { createdBy: 'local-operator' },
  })
  console.log(`started again after ${((Date.now() - startedAt) / 1000).toFixed(1)} s`)
})
