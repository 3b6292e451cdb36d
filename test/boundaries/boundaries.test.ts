import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const biome = join(root, 'node_modules', '.bin', 'biome')

/** Files that break a rule of "who may import whom", and what Biome has to say about each. */
const planted = [
  {
    fact: 'the domain imports no store',
    path: 'services/registry/src/domain/planted.ts',
    source: "import { findModel } from '../store/models.ts'\n\nexport const planted = findModel\n",
    message: 'The domain imports the domain and @headway/kit/errors, nothing else.',
  },
  {
    fact: 'a resolver imports no adapter',
    path: 'services/serving/src/resolvers/planted.ts',
    source: "import { loadSession } from '../adapters/session.ts'\n\nexport const planted = loadSession\n",
    message: 'Resolvers translate: they call commands and read the store.',
  },
  {
    fact: 'a handler does not reach past the commands into the store',
    path: 'services/serving/src/handlers/planted.ts',
    source: "import { saveVariant } from '../store/variants.ts'\n\nexport const planted = saveVariant\n",
    message: 'Handlers call commands.',
  },
  {
    fact: 'only handlers and commands import events',
    path: 'services/pipelines/src/store/planted.ts',
    source: "import { runStarted } from '@headway/events/pipelines'\n\nexport const planted = runStarted\n",
    message: 'Only handlers and commands import events.',
  },
  {
    fact: 'a service imports no other service',
    path: 'services/monitoring/src/commands/planted.ts',
    source:
      "import { endpoint } from '../../../serving/src/domain/endpoint.ts'\n\nexport const planted = endpoint\n",
    message: 'Nothing imports a service: services meet in SDL and events.',
  },
  {
    fact: 'the kit knows no service',
    path: 'packages/kit/src/planted.ts',
    source: "import { service } from '@headway/registry/service'\n\nexport const planted = service\n",
    message: 'Nothing imports a service: services meet in SDL and events.',
  },
  {
    fact: 'events know only zod',
    path: 'packages/events/src/planted.ts',
    source: "import { DomainError } from '@headway/kit/errors'\n\nexport const planted = DomainError\n",
    message: 'Events know only zod.',
  },
  {
    fact: 'the bus is reached through the kit alone',
    path: 'services/datasets/src/adapters/planted.ts',
    source: "import { connect } from 'nats'\n\nexport const planted = connect\n",
    message: 'The bus is reached through @headway/kit.',
  },
]

test.for(planted)('$fact', async ({ path, source, message }) => {
  const output = await lint(path, source)

  expect(output).toContain('lint/style/noRestrictedImports')
  expect(output).toContain(message)
})

test('a domain file may import its own folder and the errors of the kit', async () => {
  const source =
    "import { DomainError } from '@headway/kit/errors'\nimport { model } from './model.ts'\n\nexport const kept = [DomainError, model]\n"

  const output = await lint('services/registry/src/domain/kept.ts', source)

  expect(output).not.toContain('noRestrictedImports')
})

/** What Biome says about one file in a copy of the checkout that holds nothing but the rules and that file. */
async function lint(path: string, source: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'headway-boundaries-'))
  try {
    const workspace = path.split('/').slice(0, 2).join('/')
    await mkdir(join(folder, dirname(path)), { recursive: true })
    await cp(join(root, 'biome.json'), join(folder, 'biome.json'))
    await cp(join(root, workspace, 'package.json'), join(folder, workspace, 'package.json'))
    await writeFile(join(folder, path), source)
    const { stdout, stderr } = await promisify(execFile)(biome, ['lint', path], { cwd: folder }).catch(
      (error: { stdout: string; stderr: string }) => error,
    )
    // A message longer than the terminal is wide is broken into lines.
    return `${stdout}${stderr}`.replaceAll(/\s+/g, ' ')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
