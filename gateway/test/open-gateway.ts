import { createHash, randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { startProcess } from '@headway/kit/process'
import { testFolder } from '@headway/testkit/test-folder'
import { type TestIdentity, testIdentity } from '@headway/testkit/test-identity'
import { testNats } from '@headway/testkit/test-nats'
import { gateway } from '../src/gateway.ts'

export type Problem = {
  message: string
  path?: (string | number)[]
  extensions: { code: string; field?: string; value?: unknown; service?: string }
}
// biome-ignore lint/suspicious/noExplicitAny: a test reads what it has asked for
export type Answer = { status: number; data: any; errors: Problem[]; text: string; headers: Headers }

export const supergraphFile = fileURLToPath(new URL('../supergraph.graphql', import.meta.url))

/** A gateway on a nats-server of its own, in front of the subgraphs given (others are not there). */
export async function openGateway(
  options: {
    subgraphs?: Record<string, string>
    natsUrl?: string
    identity?: TestIdentity
    settings?: Record<string, string>
  } = {},
) {
  await using opened = new AsyncDisposableStack()
  const folder = opened.use(await testFolder('gateway'))
  const natsUrl = options.natsUrl ?? opened.use(await testNats()).url
  const identity = options.identity ?? (await testIdentity(folder.path))
  // Port 1 is nobody's: a subgraph that is not given cannot be reached.
  const names = ['registry', 'datasets', 'pipelines', 'serving', 'monitoring']
  const subgraphs = Object.fromEntries(names.map((name) => [name, 'http://127.0.0.1:1/graphql']))
  for (const [name, url] of Object.entries(options.subgraphs ?? {})) subgraphs[name] = `${url}/graphql`
  const running = opened.use(
    await startProcess(gateway, {
      HEADWAY_PORT: '0',
      HEADWAY_LOG_LEVEL: 'silent',
      HEADWAY_NATS_URL: natsUrl,
      HEADWAY_SUPERGRAPH: supergraphFile,
      HEADWAY_SUBGRAPHS: JSON.stringify(subgraphs),
      ...identity.settings,
      ...options.settings,
    }),
  )
  const tokensFile = identity.settings.HEADWAY_API_TOKENS_FILE ?? ''
  const kept = opened.move()
  const send = async (body: string, headers: Record<string, string>): Promise<Answer> => {
    const response = await fetch(`${running.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    })
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      text,
      data: null,
      errors: [],
      ...JSON.parse(text),
    }
  }
  return {
    url: running.url,
    natsUrl,
    identity,
    send,
    ask: (query: string, variables: Record<string, unknown> = {}, token = identity.apiToken('viewer')) =>
      send(JSON.stringify({ query, variables }), { authorization: `Bearer ${token}` }),
    /** Adds an API token to the file the gateway reads. */
    addToken: (entry: { id: string; expiresAt?: Date }) => addToken(tokensFile, entry),
    revokeToken: (id: string) => revokeToken(tokensFile, id),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

async function addToken(file: string, { id, expiresAt }: { id: string; expiresAt?: Date }): Promise<string> {
  const token = `hw_${randomBytes(32).toString('base64url')}`
  const content = JSON.parse(await readFile(file, 'utf8'))
  content.tokens.push({
    id,
    roles: ['viewer'],
    sha256: createHash('sha256').update(token).digest('hex'),
    createdAt: new Date().toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    revokedAt: null,
  })
  await writeFile(file, JSON.stringify(content))
  return token
}

async function revokeToken(file: string, id: string): Promise<void> {
  const content = JSON.parse(await readFile(file, 'utf8'))
  for (const entry of content.tokens) if (entry.id === id) entry.revokedAt = new Date().toISOString()
  await writeFile(file, JSON.stringify(content))
}
