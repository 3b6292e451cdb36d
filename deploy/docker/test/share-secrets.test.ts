import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { testFolder } from '@headway/testkit/test-folder'
import { expect, test } from 'vitest'
import { loadSecrets } from '../src/secrets.ts'
import { shareSecrets } from '../src/share-secrets.ts'

const addresses = { database: 'postgres:5432', bus: 'nats:4222', publishedBus: '127.0.0.1:4222' }
const stream = { storeDir: '/data', maxBytes: 10 * 1024 ** 3 }

async function share(
  root: string,
  observers: readonly string[] = ['observer'],
): Promise<Map<string, string>> {
  const secrets = await loadSecrets(join(root, 'made/secrets.json'), observers)
  await shareSecrets(root, secrets, addresses, stream)
  const files = await readdir(root, { recursive: true, withFileTypes: true })
  const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name))
  return new Map(
    await Promise.all(
      paths.map(async (path) => [path.slice(root.length + 1), await readFile(path, 'utf8')] as const),
    ),
  )
}

test('a second start hands out the same secrets', async () => {
  await using folder = await testFolder()

  const first = await share(folder.path)

  expect(await share(folder.path)).toEqual(first)
})

test('no container gets a password or key of another', async () => {
  await using folder = await testFolder()

  const files = await share(folder.path)

  const owners = new Map<string, string[]>()
  for (const [path, text] of files) {
    const owner = path.split('/')[0] ?? ''
    if (['made', 'migrate', 'nats', 'access', 'postgres', 'grafana', 'api-tokens'].includes(owner)) continue
    for (const secret of text.match(/[A-Za-z0-9_-]{40,}/g) ?? []) {
      owners.set(secret, [...new Set([...(owners.get(secret) ?? []), owner])])
    }
  }
  const shared = [...owners.values()].filter((names) => names.length > 1).map((names) => names.sort())
  expect(shared.sort((a, b) => a.length - b.length)).toEqual([
    // The operator's token: the app acts with it, and so does the narrator.
    ['departures', 'story'],
    // The key of internal tokens, for those who make or check them.
    ['datasets', 'departures', 'gateway', 'monitoring', 'pipelines', 'registry', 'serving'],
  ])
})

test('tokens that were made or revoked since are left alone', async () => {
  await using folder = await testFolder()
  const before = (await share(folder.path)).get('api-tokens/api-tokens.json')
  const { tokens } = JSON.parse(before ?? '') as { tokens: { id: string; sha256: string }[] }

  expect(tokens.map(({ id }) => id)).toEqual([
    'first-operator',
    'first-approver',
    'first-admin',
    'first-service',
  ])
  expect((await share(folder.path)).get('api-tokens/api-tokens.json')).toBe(before)
})

test('readers of events come and go by their names', async () => {
  await using folder = await testFolder()
  const urls = async (names: readonly string[]) =>
    JSON.parse((await share(folder.path, names)).get('access/observers.json') ?? '') as Record<string, string>
  const { planning } = await urls(['planning'])

  const both = await urls(['planning', 'signage'])

  expect(both.planning).toBe(planning)
  expect(Object.keys(both)).toEqual(['planning', 'signage'])
  expect(Object.keys(await urls(['signage']))).toEqual(['signage'])
})

test('files of secrets are for their owner alone, but for those of other users', async () => {
  await using folder = await testFolder()

  const files = await share(folder.path)

  for (const path of files.keys()) {
    const mode = (await stat(join(folder.path, path))).mode & 0o777
    const expected = /^(postgres|grafana)\//.test(path)
      ? 0o444
      : path.startsWith('api-tokens/')
        ? 0o600
        : 0o400
    expect(mode.toString(8), path).toBe(expected.toString(8))
  }
})
