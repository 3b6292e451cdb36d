import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { protocolSchema } from './protocol-schema.ts'

test('docs/task-protocol.schema.json says what is checked', async () => {
  const path = new URL('../../../docs/task-protocol.schema.json', import.meta.url)

  expect(await readFile(path, 'utf8')).toBe(protocolSchema())
})
