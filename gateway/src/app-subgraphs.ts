import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Subgraph } from './composition.ts'

const manifestShape = z.object({
  headway: z.object({ subgraph: z.strictObject({ name: z.string().min(1), url: z.url() }) }),
})

/**
 * What an app adds to the graph: the subgraph it answers itself (`schema.graphql`), and the subscriptions that the
 * gateway answers for it (`subscriptions.graphql`). Its package.json names it: `"headway": { "subgraph": { "name":
 * "departures", "url": "http://127.0.0.1:4020/graphql" } }`. Empty for a folder without such a name.
 */
export async function appSubgraphs(folder: string): Promise<Subgraph[]> {
  const manifest = manifestShape.safeParse(JSON.parse((await readIfAny(folder, 'package.json')) ?? '{}'))
  if (!manifest.success) return []
  const { name, url } = manifest.data.headway.subgraph
  const sdl = await readFile(join(folder, 'schema.graphql'), 'utf8')
  const subscriptions = await readIfAny(folder, 'subscriptions.graphql')
  const own = { name, url, sdl }
  if (subscriptions === undefined) return [own]
  // Answered by the gateway itself: nothing is ever fetched from this address.
  return [own, { name: `${name}-subscriptions`, url: 'http://gateway.invalid/', sdl: subscriptions }]
}

async function readIfAny(folder: string, name: string): Promise<string | undefined> {
  try {
    return await readFile(join(folder, name), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
