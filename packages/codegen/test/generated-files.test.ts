import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { repositoryRoot } from '@headway/testkit/repository-root'
import { testFolder } from '@headway/testkit/test-folder'
import { expect, inject, test } from 'vitest'
import { generateDatabaseTypes } from '../src/database-types.ts'
import { generateEventsManual } from '../src/events-manual.ts'
import { generateGraphqlTypes } from '../src/graphql-types.ts'
import { writeFiles } from '../src/write-files.ts'

const sample = fileURLToPath(new URL('packages/testkit/test/sample/', repositoryRoot))

test('resolver types come from the schema, with the mappers of the package', async () => {
  await using folder = await testFolder('codegen')
  await cp(join(sample, 'schema.graphql'), join(folder.path, 'schema.graphql'))
  const mappers = { PageInfo: '../domain/page.ts#PageInfo' }
  await writeFile(join(folder.path, 'package.json'), JSON.stringify({ headway: { mappers } }))

  const file = await generateGraphqlTypes(folder.path)

  expect(file?.path).toBe(join(folder.path, 'src', 'generated', 'graphql.ts'))
  expect(file?.content).toContain("import type { Context } from '../context.ts'")
  expect(file?.content).toContain('addSample?: Resolver<')
})

test('table types come from a migrated database without the tables of the kit', async () => {
  const file = await generateDatabaseTypes('sample', sample, inject('postgresUrl'))

  expect(file?.content).toContain('export interface Sample {\n  id: number;\n}')
  expect(file?.content).toContain('export interface Database {\n  sample: Sample;\n}')
})

test('the manual names every field of every event', () => {
  const manual = generateEventsManual('/anywhere')

  expect(manual.path).toBe('/anywhere/docs/events.md')
  expect(manual.content).toContain('### `registry.alias.moved`')
  expect(manual.content).toContain('| `previousVersionId` | string or null |')
})

test('checking names what is stale and writes nothing', async () => {
  await using folder = await testFolder('codegen')
  const root = folder.path
  await mkdir(join(root, 'docs'))
  await writeFile(join(root, 'docs', 'old.md'), 'old')
  const files = [
    { path: join(root, 'docs', 'old.md'), content: 'new' },
    { path: join(root, 'docs', 'missing.md'), content: 'new' },
  ]

  const stale = await writeFiles(files, { root, check: true })
  const kept = await readFile(join(root, 'docs', 'old.md'), 'utf8')
  const written = await writeFiles(files, { root, check: false })
  const fresh = await writeFiles(files, { root, check: true })

  expect(stale).toEqual(['docs/old.md', 'docs/missing.md'])
  expect(kept).toBe('old')
  expect(written).toEqual(stale)
  expect(fresh).toEqual([])
})
