import type { ApolloServer } from '@apollo/server'
import { type ErrorCode, httpStatus } from '@headway/kit/errors'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { GraphQLError, getOperationAST, OperationTypeNode } from 'graphql'
import { z } from 'zod'
import type { Caller } from '../caller.ts'
import type { GatewaySettings } from '../config.ts'
import { answerOnce, type Message } from './message.ts'
import { type OperationRequest, parseDocument } from './subscription-plan.ts'
import type { Subscriptions } from './subscriptions.ts'

const beatEveryMs = 12_000

const operation = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
})

/**
 * Answers one operation as server-sent events: `next` with a GraphQL result, whose id is its cursor, and
 * `complete`. A request that is refused is answered in JSON with the status of its error.
 */
export async function answerEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: {
    apollo: ApolloServer<Caller>
    subscriptions: Subscriptions
    settings: GatewaySettings
    identify: () => Promise<Caller>
  },
): Promise<void> {
  const asked = readOperation(request)
  if (!asked) return refuseAll(reply, [badRequest('expected a GraphQL operation')])
  const kind = operationKind(asked, deps.settings.HEADWAY_MAX_TOKENS)
  if (request.method === 'GET' && kind === OperationTypeNode.MUTATION) {
    return refuseAll(reply, [badRequest('a mutation is sent by POST')])
  }
  const lastEventId = request.headers['last-event-id']
  const messages =
    kind === OperationTypeNode.SUBSCRIPTION
      ? await deps.subscriptions.open({
          request: asked,
          identify: deps.identify,
          lastEventId: Array.isArray(lastEventId) ? lastEventId[0] : lastEventId,
        })
      : oneMessage(async () => answerOnce(deps.apollo, asked, await deps.identify()))
  if (!(Symbol.asyncIterator in messages)) return refuseAll(reply, messages)
  await send(reply, messages)
}

async function send(reply: FastifyReply, messages: AsyncGenerator<Message>): Promise<void> {
  reply.hijack()
  const { raw } = reply
  const headers = Object.entries(reply.getHeaders()).filter((entry) => entry[1] !== undefined)
  raw.writeHead(200, {
    ...(Object.fromEntries(headers) as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
    'x-accel-buffering': 'no',
  })
  raw.flushHeaders()
  const beat = setInterval(() => raw.write(':\n\n'), beatEveryMs)
  raw.once('close', () => void messages.return(undefined))
  let isStopping = false
  try {
    for await (const message of messages) {
      // Without `complete` the client connects again and names the last id.
      isStopping =
        message.errors?.some(({ extensions }) => extensions?.code === 'UNAVAILABLE') === true && !message.data
      if (isStopping) break
      const id = message.extensions ? `id: ${message.extensions.cursor}\n` : ''
      const room = raw.write(`event: next\n${id}data: ${JSON.stringify(message)}\n\n`)
      if (!room && !raw.closed)
        await new Promise<void>((resolve) => raw.once('drain', resolve).once('close', resolve))
    }
    if (!isStopping) raw.write('event: complete\ndata:\n\n')
  } finally {
    clearInterval(beat)
    raw.end()
  }
}

async function* oneMessage(answer: () => Promise<Message>): AsyncGenerator<Message> {
  yield await answer()
}

function readOperation(request: FastifyRequest): OperationRequest | undefined {
  if (request.method === 'POST') return clean(operation.safeParse(request.body))
  const { query, variables, operationName } = request.query as Record<string, string | undefined>
  try {
    return clean(
      operation.safeParse({ query, operationName, variables: variables ? JSON.parse(variables) : undefined }),
    )
  } catch {
    return undefined
  }
}

function clean(parsed: z.ZodSafeParseResult<z.infer<typeof operation>>): OperationRequest | undefined {
  if (!parsed.success) return undefined
  const { query, variables, operationName } = parsed.data
  return { query, variables: variables ?? null, operationName: operationName ?? null }
}

/** A document that cannot be read is left to the one who checks subscriptions, whose answer says what is wrong. */
function operationKind(
  { query, operationName }: OperationRequest,
  maxTokens: number,
): OperationTypeNode | undefined {
  const document = parseDocument(query, maxTokens)
  if (document instanceof GraphQLError) return OperationTypeNode.SUBSCRIPTION
  return getOperationAST(document, operationName)?.operation
}

async function refuseAll(reply: FastifyReply, errors: readonly GraphQLError[]): Promise<void> {
  const code = errors[0]?.extensions.code
  const status = httpStatus((code ?? 'INVALID_ARGUMENT') as ErrorCode)
  await reply.code(status ?? 400).send({ errors: errors.map((error) => error.toJSON()) })
}

function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } })
}
