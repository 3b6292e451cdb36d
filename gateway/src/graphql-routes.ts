import type { ApolloServer } from '@apollo/server'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import { DomainError, httpStatus } from '@headway/kit/errors'
import type { Identity } from '@headway/kit/identity'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Caller, identifyCaller } from './caller.ts'
import type { GatewaySettings } from './config.ts'
import { toGraphqlError } from './public-errors.ts'
import { answerEvents } from './subscriptions/event-stream.ts'
import type { Subscriptions } from './subscriptions/subscriptions.ts'

/** `/graphql`: JSON answers by default, server-sent events for who accepts those alone. */
export function addGraphqlRoutes(
  app: FastifyInstance,
  deps: {
    apollo: ApolloServer<Caller>
    identity: Identity
    subscriptions: Subscriptions
    settings: GatewaySettings
  },
): void {
  const callers = new WeakMap<FastifyRequest, Caller>()
  const answerJson = fastifyApolloHandler(deps.apollo, {
    context: async (request) => {
      const caller = callers.get(request)
      if (!caller) throw new DomainError('UNAUTHENTICATED', 'nobody is known to ask')
      return caller
    },
  })
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: async function (request, reply) {
      const { authorization } = request.headers
      const identify = () =>
        identifyCaller(deps.identity, authorization, deps.settings.HEADWAY_OPERATION_TIMEOUT_MS)
      const caller = await identify().catch((error: unknown) => {
        if (error instanceof DomainError) return error
        throw error
      })
      if (caller instanceof DomainError) return refuse(reply, caller)
      if (wantsEvents(request)) return answerEvents(request, reply, { ...deps, identify })
      callers.set(request, caller)
      return answerJson.call(this, request as never, reply as never)
    },
  })
}

/** Answers a request that is refused before it is executed, in the form of a GraphQL response. */
export async function refuse(reply: FastifyReply, error: DomainError): Promise<void> {
  const headers = error.code === 'UNAUTHENTICATED' ? { 'www-authenticate': 'Bearer' } : {}
  await reply
    .code(httpStatus(error.code))
    .headers(headers)
    .send({ errors: [toGraphqlError(error).toJSON()] })
}

function wantsEvents({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes('text/event-stream') === true
}
