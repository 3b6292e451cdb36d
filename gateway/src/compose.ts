/**
 * Writes `gateway/supergraph.graphql` from the services' schemas and the gateway's own, and for every app that has a
 * subgraph the supergraph of both, `<app>/supergraph.graphql`; with `--check` writes nothing and fails when one is
 * stale. Folders of apps elsewhere may be named.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { appSubgraphs } from './app-subgraphs.ts'
import { composeSupergraph, type Subgraph } from './composition.ts'

const ports = { registry: 4001, datasets: 4002, pipelines: 4003, serving: 4004, monitoring: 4005 }

const root = fileURLToPath(new URL('../../', import.meta.url))
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: 'boolean', default: false } },
})
const services = await Promise.all(
  Object.entries(ports).map(async ([name, port]) => ({
    name,
    url: `http://127.0.0.1:${port}/graphql`,
    sdl: await readFile(join(root, 'services', name, 'schema.graphql'), 'utf8'),
  })),
)
// The gateway answers its own part itself; nothing is ever fetched from this address.
const own = {
  name: 'gateway',
  url: 'http://gateway.invalid/',
  sdl: await readFile(join(root, 'gateway/schema.graphql'), 'utf8'),
}
const platform = [...services, own]

try {
  await write(join(root, 'gateway/supergraph.graphql'), platform)
  const apps = (await readdir(join(root, 'reference-apps'))).map((name) => join(root, 'reference-apps', name))
  for (const folder of [...apps, ...positionals.map((path) => resolve(path))]) {
    const subgraphs = await appSubgraphs(folder)
    if (subgraphs.length > 0) await write(join(folder, 'supergraph.graphql'), [...platform, ...subgraphs])
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function write(target: string, subgraphs: Subgraph[]): Promise<void> {
  const name = relative(root, target)
  let supergraph: string
  try {
    supergraph = composeSupergraph(subgraphs)
  } catch (cause) {
    throw new Error(`${name}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
  const kept = await readFile(target, 'utf8').catch(() => '')
  if (kept === supergraph) return
  if (values.check) throw new Error(`${name} is stale: run "npm run generate"`)
  await writeFile(target, supergraph)
}
