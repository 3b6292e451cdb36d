import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testFolder } from '@headway/testkit/test-folder'
import { expect, test } from 'vitest'
import { packageVersion } from './code-version.ts'

async function workspace() {
  const folder = await testFolder('workspace')
  const write = async (path: string, text: string) => {
    await mkdir(join(folder.path, path, '..'), { recursive: true })
    await writeFile(join(folder.path, path), text)
  }
  await write(
    'package-lock.json',
    JSON.stringify({ packages: { 'node_modules/@x/library': { link: true, resolved: 'packages/library' } } }),
  )
  await write('packages/library/package.json', '{ "name": "@x/library" }')
  await write('packages/library/src/add.ts', 'export const add = 1')
  await write('app/package.json', '{ "name": "app", "dependencies": { "@x/library": "1.0.0" } }')
  await write('app/src/step.ts', 'export const step = 1')
  return { ...folder, write, version: () => packageVersion(join(folder.path, 'app')) }
}

test('the code version changes with the sources, the libraries of the workspace and the lockfile', async () => {
  await using files = await workspace()
  const versions = [await files.version(), await files.version()]

  await files.write('app/src/step.ts', 'export const step = 2')
  versions.push(await files.version())
  await files.write('packages/library/src/add.ts', 'export const add = 2')
  versions.push(await files.version())
  await files.write('package-lock.json', '{ "packages": {} }')
  versions.push(await files.version())

  expect(versions[0]).toBe(versions[1])
  expect(new Set(versions).size).toBe(4)
})

test('tests, documents and installed packages do not count', async () => {
  await using files = await workspace()
  const before = await files.version()

  await files.write('app/src/step.test.ts', 'x')
  await files.write('app/README.md', 'x')
  await files.write('app/test/other.ts', 'x')
  await files.write('app/node_modules/z/index.js', 'x')

  expect(await files.version()).toBe(before)
})
