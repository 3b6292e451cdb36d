import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testFolder } from '@headway/testkit/test-folder'
import { until } from '@headway/testkit/until'
import { expect, test } from 'vitest'
import { composeSupergraph } from '../src/composition.ts'
import { openGateway, supergraphFile } from './open-gateway.ts'

test('a new supergraph is served without a restart, and one that cannot be loaded changes nothing', async () => {
  await using folder = await testFolder('supergraph')
  const file = join(folder.path, 'supergraph.graphql')
  await copyFile(supergraphFile, file)
  await using gateway = await openGateway({ settings: { HEADWAY_SUPERGRAPH: file } })
  const fieldNames = async () => {
    const { data } = await gateway.ask('{ __schema { queryType { fields { name } } } }')
    return data.__schema.queryType.fields.map((field: { name: string }) => field.name)
  }
  const readiness = async () => (await fetch(`${gateway.url}/readyz`)).text()
  expect(await fieldNames()).toContain('models')

  await writeFile(file, 'type Query { broken: Int }')
  await until(async () => (await readiness()).includes('an older one is served'))
  expect(await fieldNames()).toContain('models')
  const sdl = 'type Query { added: Int }'
  const next = composeSupergraph([{ name: 'registry', url: 'http://127.0.0.1:1/', sdl }])
  await writeFile(file, next)

  await until(async () => (await fieldNames()).includes('added'))
  expect(await fieldNames()).toEqual(['added'])
})
