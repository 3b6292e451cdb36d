import type { GraphQLDataSource } from '@apollo/gateway'
import type { Logger } from '@headway/kit/log'
import { GraphQLError } from 'graphql'
import type { Caller } from './caller.ts'
import { postJson } from './post-json.ts'

/**
 * Where the gateway sends its part of an operation: one subgraph, asked in the name of the caller. One that does
 * not answer makes its fields null with UNAVAILABLE, and its address is not told.
 */
export function subgraphSource(name: string, url: string, log: Logger): GraphQLDataSource {
  const unavailable = (reason: string) =>
    new GraphQLError(`the ${name} service ${reason}`, { extensions: { code: 'UNAVAILABLE', service: name } })
  return {
    async process({ request, context }) {
      // Every operation is executed with a caller; the type leaves it open for the schema's own requests.
      const caller = context as Caller
      const { query, variables, operationName, extensions } = request
      const answer = await postJson(url, {
        headers: { authorization: `Bearer ${await caller.internalToken()}` },
        body: JSON.stringify({ query, variables, operationName, extensions }),
        signal: caller.signal,
        repeatable: !query?.startsWith('mutation'),
      }).catch((error: unknown) => {
        log.warn({ err: error, subgraph: name }, 'a subgraph does not answer')
        throw unavailable(caller.signal.aborted ? 'did not answer in time' : 'does not answer')
      })
      const body = parseAnswer(answer.text)
      if (body === undefined) {
        log.error(
          { subgraph: name, status: answer.status },
          'a subgraph answered something else than GraphQL',
        )
        throw unavailable('answered with an error')
      }
      return body
    },
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
