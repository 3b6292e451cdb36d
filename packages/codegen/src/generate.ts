/**
 * Writes what is generated: `npm run generate -- [service or app …]` (all of it when none is named), and with
 * `--check` writes nothing and fails when a file is stale.
 *
 * - `services/<name>/src/generated/graphql.ts` from `services/<name>/schema.graphql`, and the same of a reference app
 *   whose package.json names the context of its resolvers (`headway.context`)
 * - `services/<name>/src/store/database.ts` from a freshly migrated database
 * - `gateway/supergraph.graphql` from every schema, and `reference-apps/<name>/supergraph.graphql`
 * - `docs/events.md` from `packages/events`
 */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs, promisify } from 'node:util'
import { startPostgres } from '@headway/embedded/postgres'
import { generateDatabaseTypes } from './database-types.ts'
import { generateEventsManual } from './events-manual.ts'
import { findApps } from './find-apps.ts'
import { type GeneratedFile, generateGraphqlTypes } from './graphql-types.ts'
import { writeFiles } from './write-files.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: 'boolean', default: false } },
})
const all = (await readdir(join(root, 'services'))).toSorted()
const apps = await findApps(root)
const known = [...all, ...apps]
const unknown = positionals.filter((name) => !known.includes(name))
if (unknown.length > 0) {
  console.error(`There is no service or app ${unknown.join(', ')}; there are ${known.join(', ')}.`)
  process.exit(2)
}
const isWanted = (name: string) => positionals.length === 0 || positionals.includes(name)
const names = all.filter(isWanted)

const changed = await writeFiles(await generateAll(), { root, check: values.check })
changed.push(...(await composeSupergraph()))
if (values.check && changed.length > 0) {
  console.error(`Stale: ${changed.join(', ')}. Run "npm run generate".`)
  process.exit(1)
}
console.log(changed.length > 0 ? `Wrote ${changed.join(', ')}` : 'Every generated file is fresh')

async function generateAll(): Promise<GeneratedFile[]> {
  const files = [await generateEventsManual(root)]
  for (const name of apps.filter(isWanted)) {
    const made = await generateGraphqlTypes(join(root, 'reference-apps', name))
    if (made) files.push(made)
  }
  if (names.length === 0) return files
  const data = await mkdtemp(join(tmpdir(), 'headway-generate-'))
  try {
    await using postgres = await startPostgres({ dataDir: data, durable: false })
    for (const name of names) {
      const folder = join(root, 'services', name)
      const made = [
        await generateGraphqlTypes(folder),
        await generateDatabaseTypes(name, folder, postgres.url),
      ]
      files.push(...made.filter((file) => file !== undefined))
    }
  } finally {
    await rm(data, { recursive: true, force: true })
  }
  return files
}

/** The gateway owns the composition; it is left out until every service has a schema. */
async function composeSupergraph(): Promise<string[]> {
  const compose = join(root, 'gateway', 'src', 'compose.ts')
  if (
    !existsSync(compose) ||
    !all.every((name) => existsSync(join(root, 'services', name, 'schema.graphql')))
  ) {
    return []
  }
  const args = values.check ? ['--check'] : []
  try {
    await promisify(execFile)(process.execPath, [compose, ...args], { cwd: root })
    return []
  } catch (error) {
    const output = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error)
    console.error(output)
    return ['gateway/supergraph.graphql']
  }
}
