import { readFile, stat, writeFile } from 'node:fs/promises'
import { testFolder } from '@headway/testkit/test-folder'
import { expect, test } from 'vitest'
import { loadSecrets } from './secrets.ts'
import { openStateFolder } from './state-folder.ts'

test('a state folder without a token for nats-server gets one, and keeps what it had', async () => {
  await using given = await testFolder('secrets')
  const folder = await openStateFolder(given.path)
  const { natsToken: _, ...before } = await loadSecrets(folder)
  await writeFile(folder.secrets, JSON.stringify(before))

  const added = await loadSecrets(folder)
  const kept = await loadSecrets(folder)

  expect(added).toEqual({ ...before, natsToken: expect.stringMatching(/^[0-9a-f]{48}$/) })
  expect(kept).toEqual(added)
  expect(JSON.parse(await readFile(folder.secrets, 'utf8'))).toEqual(added)
  expect((await stat(folder.secrets)).mode & 0o077).toBe(0)
})
