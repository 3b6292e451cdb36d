import type { GraphQLDataSource } from '@apollo/gateway'
import type { Logger } from '@headway/kit/log'
import { GraphQLError } from 'graphql'
import type { Caller } from './caller.ts'
import type { Address } from './upstream/address.ts'
import { type Attempt, askReplicas } from './upstream/ask-replicas.ts'
import { beginExchange, NoAnswer, readAll } from './upstream/exchange.ts'
import type { Replicas } from './upstream/replicas.ts'

type Answer = { status: number; body: Record<string, unknown> | undefined }

/**
 * Where the gateway sends its part of an operation: one subgraph, asked in the name of the caller. One that does
 * not answer makes its fields null with UNAVAILABLE, and its address is not told.
 */
export function subgraphSource(name: string, replicas: Replicas, log: Logger): GraphQLDataSource {
  const unavailable = (reason: string) =>
    new GraphQLError(`the ${name} service ${reason}`, { extensions: { code: 'UNAVAILABLE', service: name } })
  return {
    async process({ request, context }) {
      // Every operation is executed with a caller; the type leaves it open for the schema's own requests.
      const { internalToken, signal } = context as Caller
      const { query, variables, operationName, extensions } = request
      const isMutation = query?.startsWith('mutation') === true
      const authorization = `Bearer ${await internalToken()}`
      const content = Buffer.from(JSON.stringify({ query, variables, operationName, extensions }))
      const { status, body } = await askReplicas(replicas, {
        signal,
        isRepeatable: () => !isMutation,
        // A kept connection that the replica closes just now would leave open whether a mutation arrived.
        attempt: (address, onFreshConnection) =>
          post(address, {
            authorization,
            content,
            signal,
            isMutation,
            onFreshConnection: onFreshConnection || isMutation,
          }),
      }).catch((error: unknown) => {
        log.warn({ err: error, subgraph: name }, 'a subgraph does not answer')
        if (signal.aborted) throw unavailable('did not answer in time')
        const isUnsure = isMutation && error instanceof NoAnswer && error.mayHaveActed
        throw unavailable(
          isUnsure ? 'broke off: whether it did what it was told is not known' : 'does not answer',
        )
      })
      if (body === undefined) {
        log.error({ subgraph: name, status }, 'a subgraph answered something else than GraphQL')
        throw unavailable('answered with an error')
      }
      return body
    },
  }
}

async function post(
  address: Address,
  request: {
    authorization: string
    content: Buffer
    signal: AbortSignal
    isMutation: boolean
    onFreshConnection: boolean
  },
): Promise<Attempt<Answer>> {
  const { authorization, content, signal, isMutation, onFreshConnection } = request
  const exchange = beginExchange(address, {
    method: 'POST',
    path: address.path,
    headers: { authorization, 'content-type': 'application/json', 'content-length': content.length },
    signal,
    onFreshConnection,
  })
  exchange.request.end(content)
  const response = await exchange.response
  const text = await readAll(response).catch((error) => {
    throw exchange.noAnswer(error)
  })
  // What has begun to stop says so instead of executing anything.
  if (response.statusCode === 503) throw new NoAnswer('it is stopping', false)
  const body = parseAnswer(text.toString('utf8'))
  return {
    answer: { status: response.statusCode ?? 0, body },
    isPassedOver: !isMutation && body !== undefined && mayBeBetterElsewhere(body),
    isLeaving: exchange.isLeaving(response),
  }
}

function parseAnswer(text: string): Record<string, unknown> | undefined {
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body !== 'object' || body === null || !('data' in body || 'errors' in body)) return undefined
    return body as Record<string, unknown>
  } catch {
    return undefined
  }
}

/** A replica that has not loaded what is asked, or not yet the revision that is demanded, speaks for itself alone. */
function mayBeBetterElsewhere({ errors }: Record<string, unknown>): boolean {
  if (!Array.isArray(errors)) return false
  return errors.some(({ extensions }: { extensions?: { code?: string; field?: string } }) => {
    const { code, field } = extensions ?? {}
    return code === 'UNAVAILABLE' || (code === 'FAILED_PRECONDITION' && field === 'minimumRevision')
  })
}
