import { readFile, stat } from 'node:fs/promises'
import { ApolloGateway } from '@apollo/gateway'
import type { Logger } from '@headway/kit/log'
import type { GraphQLSchema } from 'graphql'
import { subgraphSource } from './subgraph.ts'
import type { Upstreams } from './upstream/upstreams.ts'

const lookEveryMs = 1000

export type Supergraph = {
  gateway: ApolloGateway
  /** The schema that clients see now; throws before the gateway was loaded. */
  apiSchema: () => GraphQLSchema
  /** Why the file as it is now is not what is served; undefined when it is. */
  problem: () => string | undefined
}

/**
 * The gateway over a supergraph file that is looked at every second: a change is served without a restart, and
 * one that does not load leaves the old graph serving.
 */
export function openSupergraph(options: { file: string; upstreams: Upstreams; log: Logger }): Supergraph {
  const { file, upstreams, log } = options
  let problem: string | undefined
  const gateway = new ApolloGateway({
    supergraphSdl: async ({ update }) => {
      let served = await readFile(file, 'utf8')
      let seen = await modifiedAt(file)
      const timer = setInterval(() => void look(), lookEveryMs)
      const look = async () => {
        const now = await modifiedAt(file)
        if (now === seen) return
        seen = now
        const sdl = await readFile(file, 'utf8').catch(() => served)
        if (sdl === served) {
          problem = undefined
          return
        }
        try {
          update(sdl)
          served = sdl
          problem = undefined
          log.info('the supergraph was loaded anew')
        } catch (error) {
          problem = 'the supergraph file cannot be loaded: an older one is served'
          log.error({ err: error }, 'the supergraph cannot be loaded: the old one goes on')
        }
      }
      return { supergraphSdl: served, cleanup: async () => clearInterval(timer) }
    },
    buildService: ({ name, url }) => subgraphSource(name, upstreams.open(name, url ?? ''), log),
    logger: gatewayLogger(log),
    // Spans come from the instrumentations of every process.
    telemetry: { includeDocument: false },
  })
  let schema: GraphQLSchema | undefined
  gateway.onSchemaLoadOrUpdate(({ apiSchema }) => {
    schema = apiSchema
  })
  return {
    gateway,
    apiSchema: () => {
      if (!schema) throw new Error('the supergraph is not loaded')
      return schema
    },
    problem: () => problem,
  }
}

async function modifiedAt(file: string): Promise<number> {
  return (await stat(file).catch(() => undefined))?.mtimeMs ?? 0
}

/** The gateway logs sentences; its levels are ours. */
export function gatewayLogger(log: Logger) {
  return {
    debug: (message?: unknown) => log.trace(String(message)),
    info: (message?: unknown) => log.debug(String(message)),
    warn: (message?: unknown) => log.warn(String(message)),
    error: (message?: unknown) => log.error(String(message)),
  }
}
