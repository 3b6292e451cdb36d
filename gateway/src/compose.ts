/**
 * Writes `gateway/supergraph.graphql` from the services' schemas and the gateway's own; with `--check` writes
 * nothing and fails when it is stale.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { composeSupergraph } from './composition.ts'

const ports = { registry: 4001, datasets: 4002, pipelines: 4003, serving: 4004, monitoring: 4005 }

const root = new URL('../../', import.meta.url)
const target = fileURLToPath(new URL('gateway/supergraph.graphql', root))
const services = await Promise.all(
  Object.entries(ports).map(async ([name, port]) => ({
    name,
    url: `http://127.0.0.1:${port}/graphql`,
    sdl: await readFile(new URL(`services/${name}/schema.graphql`, root), 'utf8'),
  })),
)
// The gateway answers its own part itself; nothing is ever fetched from this address.
const own = {
  name: 'gateway',
  url: 'http://gateway.invalid/',
  sdl: await readFile(new URL('gateway/schema.graphql', root), 'utf8'),
}

try {
  const supergraph = composeSupergraph([...services, own])
  const kept = await readFile(target, 'utf8').catch(() => '')
  if (kept !== supergraph) {
    if (process.argv.includes('--check')) {
      throw new Error('gateway/supergraph.graphql is stale: run "npm run generate"')
    }
    await writeFile(target, supergraph)
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
