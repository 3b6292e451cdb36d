import { unwrapResolverError } from '@apollo/server/errors'
import { DomainError, type ErrorCode, publicError } from '@headway/kit/errors'
import type { Logger } from '@headway/kit/log'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'

const domainCodes: ReadonlySet<string> = new Set<ErrorCode>([
  'INVALID_ARGUMENT',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'FAILED_PRECONDITION',
  'PERMISSION_DENIED',
  'UNAUTHENTICATED',
  'UNAVAILABLE',
  'RESOURCE_EXHAUSTED',
  'CURSOR_EXPIRED',
])
/** What GraphQL itself says of a request that is wrong. */
const requestCodes: ReadonlySet<string> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
])

/** What a client is told of an error: known codes as they are, everything else masked and logged. */
export function formatPublicError(
  log: Logger,
): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    const original = unwrapResolverError(error)
    const { message, locations, path, extensions } =
      original instanceof DomainError ? { ...formatted, ...toGraphqlError(original).toJSON() } : formatted
    const code = String(extensions?.code)
    const place = { ...(locations ? { locations } : {}), ...(path ? { path } : {}) }
    if (domainCodes.has(code)) return { message, ...place, extensions: pickKnown(code, extensions ?? {}) }
    if (requestCodes.has(code)) return { message, ...place, extensions: { code } }
    // A subgraph masks and logs its own failures; what has no code here is the gateway's.
    if (code !== 'INTERNAL') log.error({ err: original, path }, 'an operation failed')
    return { message: 'internal error', ...place, extensions: { code: 'INTERNAL' } }
  }
}

/** A DomainError as GraphQL words it. */
export function toGraphqlError(error: DomainError): GraphQLError {
  const { message, ...extensions } = publicError(error)
  return new GraphQLError(message, { extensions })
}

function pickKnown(code: string, extensions: Record<string, unknown>): Record<string, unknown> {
  const known: Record<string, unknown> = { code }
  for (const key of ['field', 'value', 'expected', 'details', 'service']) {
    if (extensions[key] !== undefined) known[key] = extensions[key]
  }
  return known
}
