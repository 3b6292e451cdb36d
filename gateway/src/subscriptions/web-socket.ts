import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { ApolloServer } from '@apollo/server'
import { DomainError } from '@headway/kit/errors'
import type { Identity } from '@headway/kit/identity'
import { GraphQLError, type GraphQLSchema, getOperationAST, OperationTypeNode } from 'graphql'
import { useServer as serveSockets } from 'graphql-ws/use/ws'
import { WebSocketServer } from 'ws'
import { type Caller, identifyCaller } from '../caller.ts'
import type { GatewaySettings } from '../config.ts'
import { answerOnce } from './message.ts'
import { parseDocument } from './subscription-plan.ts'
import type { Subscriptions } from './subscriptions.ts'

const forbidden = 4403

/**
 * GraphQL over WebSocket (graphql-transport-ws) on `/graphql` of an HTTP server. The token comes in the
 * connection parameters as `authorization`, or in that header.
 */
export function openWebSocket(
  server: Server,
  deps: {
    apollo: ApolloServer<Caller>
    identity: Identity
    subscriptions: Subscriptions
    apiSchema: () => GraphQLSchema
    settings: GatewaySettings
  },
): AsyncDisposable {
  const { settings } = deps
  const sockets = new WebSocketServer({ noServer: true, maxPayload: settings.HEADWAY_BODY_LIMIT })
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (!isAllowed(request, settings.HEADWAY_CORS_ORIGINS)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (client) => sockets.emit('connection', client, request))
  }
  server.on('upgrade', upgrade)

  const identify = (authorization: string | undefined) =>
    identifyCaller(deps.identity, authorization, settings.HEADWAY_OPERATION_TIMEOUT_MS)
  const closing = serveSockets(
    {
      onConnect: async ({ connectionParams, extra }) => {
        await identify(tokenOf(connectionParams, extra.request)).catch((error: unknown) => {
          const reason = error instanceof DomainError ? error.message : 'internal error'
          // A close reason has room for 123 bytes.
          extra.socket.close(forbidden, Buffer.from(reason).subarray(0, 120).toString())
        })
      },
      onSubscribe: async ({ connectionParams, extra }, _, payload) => {
        const document = parseDocument(payload.query, settings.HEADWAY_MAX_TOKENS)
        if (document instanceof GraphQLError) return [document]
        const identifyAgain = () => identify(tokenOf(connectionParams, extra.request))
        const operation = getOperationAST(document, payload.operationName)
        const request = {
          query: payload.query,
          variables: payload.variables ?? null,
          operationName: payload.operationName ?? null,
        }
        const opened =
          operation?.operation === OperationTypeNode.SUBSCRIPTION
            ? await deps.subscriptions.open({ request, identify: identifyAgain })
            : answerOnce(deps.apollo, request, await identifyAgain())
        if (Array.isArray(opened)) return opened as readonly GraphQLError[]
        return {
          schema: deps.apiSchema(),
          document,
          operationName: payload.operationName ?? null,
          contextValue: opened,
        }
      },
      execute: ({ contextValue }) => contextValue as never,
      subscribe: ({ contextValue }) => contextValue as never,
    },
    sockets,
  )
  return {
    async [Symbol.asyncDispose]() {
      server.off('upgrade', upgrade)
      await closing.dispose()
      for (const client of sockets.clients) client.terminate()
    },
  }
}

function tokenOf(params: Record<string, unknown> | undefined, request: IncomingMessage): string | undefined {
  const given = params?.authorization ?? params?.Authorization
  return typeof given === 'string' ? given : request.headers.authorization
}

/** Browsers say which page connects; programs say nothing. */
function isAllowed({ url, headers }: IncomingMessage, origins: string[]): boolean {
  if (url?.split('?')[0] !== '/graphql') return false
  const { origin, host } = headers
  if (origin === undefined || origins.includes('*') || origins.includes(origin)) return true
  return URL.canParse(origin) && new URL(origin).host === host
}
