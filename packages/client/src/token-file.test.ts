import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { openApiTokens } from '@headway/kit/api-tokens'
import { createLog } from '@headway/kit/log'
import { testFolder } from '@headway/testkit/test-folder'
import { expect, test } from 'vitest'
import { createToken, readTokenFile, revokeToken } from './token-file.ts'

const now = new Date('2026-11-23T09:00:00Z')

test('a token is kept hashed, for its owner only, and the services know it', async () => {
  await using folder = await testFolder('tokens')
  const file = join(folder.path, 'tokens.json')

  const token = await createToken(file, { id: 'console', roles: ['viewer', 'operator'], now })

  expect(token).toMatch(/^hw_[\w-]{43}$/)
  expect(await readFile(file, 'utf8')).not.toContain(token)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  const { actor } = await openApiTokens(file, createLog('test', 'silent')).find(token)
  expect(actor).toEqual({ id: 'console', roles: ['viewer', 'operator'] })
})

test('a revoked token is refused and its id is free again', async () => {
  await using folder = await testFolder('tokens')
  const file = join(folder.path, 'tokens.json')
  const tokens = openApiTokens(file, createLog('test', 'silent'))
  const first = await createToken(file, { id: 'console', roles: ['viewer'], now })
  await expect(createToken(file, { id: 'console', roles: ['viewer'], now })).rejects.toThrow(/exists/)

  await revokeToken(file, 'console', now)
  const second = await createToken(file, { id: 'console', roles: ['viewer'], now })

  await expect(tokens.find(first)).rejects.toThrow(/revoked/)
  expect((await tokens.find(second)).actor.id).toBe('console')
  expect(await readTokenFile(file)).toHaveLength(2)
})

test('revoking what is not there says so', async () => {
  await using folder = await testFolder('tokens')
  await expect(revokeToken(join(folder.path, 'none.json'), 'nobody', now)).rejects.toThrow(/nobody/)
})
