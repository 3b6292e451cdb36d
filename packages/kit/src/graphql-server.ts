import { readFileSync } from 'node:fs'
import { ApolloServer } from '@apollo/server'
import { unwrapResolverError } from '@apollo/server/errors'
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled'
import { buildSubgraphSchema } from '@apollo/subgraph'
import fastifyApollo from '@as-integrations/fastify'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type GraphQLFormattedError, type GraphQLResolveInfo, type GraphQLSchema, parse } from 'graphql'
import { actAs } from './acting.ts'
import type { Actor } from './actor.ts'
import { enforceAuth } from './auth-directive.ts'
import { translateDatabaseError } from './database.ts'
import { DomainError, publicError } from './errors.ts'
import { toHttpError } from './http-app.ts'
import type { Identity } from './identity.ts'
import type { Logger } from './log.ts'
import { scalars } from './scalars.ts'

export type GraphqlOptions = {
  schema: URL
  resolvers: object
  identity: Identity
  log: Logger
  createContext: (actor: Actor) => object
}

/** Serves a subgraph at `/graphql`, to bearers of an internal token only. Throws when the schema is wrong. */
export async function serveGraphql(app: FastifyInstance, options: GraphqlOptions): Promise<void> {
  const { identity, log, createContext } = options
  const schema = buildSchema(options.schema, options.resolvers)
  enforceAuth(schema)
  const server = new ApolloServer<{ actor: Actor }>({
    schema,
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger: quietLogger(log),
    plugins: [ApolloServerPluginInlineTraceDisabled()],
    formatError: (formatted, thrown) => formatGraphqlError(formatted, thrown, log),
  })
  await server.start()
  const actors = new WeakMap<FastifyRequest, Actor>()
  await app.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      try {
        const { actor } = await identity.authenticate(request.headers.authorization, ['internal'])
        actors.set(request, actor)
      } catch (thrown) {
        const { status, body } = toHttpError(thrown)
        const { message, ...extensions } = body
        return reply.status(status).send({ errors: [{ message, extensions }] })
      }
    })
    // Events written while the request is answered carry the caller's identity.
    scope.addHook('preHandler', (request, _, done) => actAs(actors.get(request) as Actor, done))
    await scope.register(fastifyApollo(server), {
      path: '/graphql',
      context: async (request) => createContext(actors.get(request) as Actor) as { actor: Actor },
    })
  })
  app.addHook('onClose', () => server.stop())
}

type Resolvers = Record<string, unknown>

function buildSchema(file: URL, resolvers: object): GraphQLSchema {
  const typeDefs = parse(readFileSync(file, 'utf8'))
  const declared = new Set(
    typeDefs.definitions.map((node) => ('name' in node ? node.name?.value : undefined)),
  )
  const known = Object.fromEntries(Object.entries(scalars).filter(([name]) => declared.has(name)))
  const all = { ...known, ...(resolvers as Resolvers) }
  return buildSubgraphSchema([{ typeDefs, resolvers: all as Record<string, Record<string, FieldResolver>> }])
}

type FieldResolver = (source: unknown, args: unknown, context: unknown, info: GraphQLResolveInfo) => unknown

/** DomainErrors as they are, what GraphQL itself says as it is, everything else masked and logged. */
export function formatGraphqlError(
  formatted: GraphQLFormattedError,
  thrown: unknown,
  log: Logger,
): GraphQLFormattedError {
  const original = translateDatabaseError(unwrapResolverError(thrown))
  const where = {
    ...(formatted.locations ? { locations: formatted.locations } : {}),
    ...(formatted.path ? { path: formatted.path } : {}),
  }
  if (original instanceof DomainError) {
    const { message, ...extensions } = publicError(original)
    if (original.code === 'INTERNAL' || original.code === 'UNAVAILABLE')
      log.error({ err: original }, 'a field failed')
    return { message, ...where, extensions }
  }
  const code = formatted.extensions?.code
  if (code === undefined || code === 'INTERNAL_SERVER_ERROR') {
    log.error({ err: original, path: formatted.path }, 'a field failed')
    return { message: 'internal error', ...where, extensions: { code: 'INTERNAL' } }
  }
  const { stacktrace: _, ...extensions } = formatted.extensions ?? {}
  const isMistake =
    code === 'GRAPHQL_PARSE_FAILED' || code === 'GRAPHQL_VALIDATION_FAILED' || code === 'BAD_USER_INPUT'
  return {
    message: formatted.message,
    ...where,
    extensions: isMistake ? { ...extensions, code: 'INVALID_ARGUMENT', reason: code } : extensions,
  }
}

function quietLogger(log: Logger) {
  return {
    debug: (message: unknown) => log.debug(String(message)),
    info: (message: unknown) => log.debug(String(message)),
    warn: (message: unknown) => log.warn(String(message)),
    error: (message: unknown) => log.error(String(message)),
  }
}
