export type ErrorCode =
  | 'INVALID_ARGUMENT'
  | 'NOT_FOUND'
  | 'ALREADY_EXISTS'
  | 'FAILED_PRECONDITION'
  | 'PERMISSION_DENIED'
  | 'UNAUTHENTICATED'
  | 'UNAVAILABLE'
  | 'RESOURCE_EXHAUSTED'
  | 'CURSOR_EXPIRED'
  | 'INTERNAL'

export type ErrorDetails = {
  cause?: unknown
  /** The input field that is wrong, as the caller spells it: `partitions[3].sha256`. */
  field?: string | undefined
  /** The value that was given, when it may be shown. */
  value?: unknown
  /** What would have been accepted. */
  expected?: string | undefined
  details?: Record<string, unknown> | undefined
}

/** A failure that the caller is told about as it is; every other error is masked and logged. */
export class DomainError extends Error {
  override readonly name = 'DomainError'
  readonly code: ErrorCode
  readonly field: string | undefined
  readonly value: unknown
  readonly expected: string | undefined
  readonly details: Record<string, unknown> | undefined

  constructor(code: ErrorCode, message: string, given: ErrorDetails = {}) {
    super(message, given.cause === undefined ? undefined : { cause: given.cause })
    this.code = code
    this.field = given.field
    this.value = given.value
    this.expected = given.expected
    this.details = given.details
  }
}

/** What a client may see of an error: code, message, and the field, value and expectation where they are known. */
export type PublicError = {
  code: ErrorCode
  message: string
  field?: string
  value?: unknown
  expected?: string
  details?: Record<string, unknown>
}

/** The public face of any error; what is not a DomainError becomes INTERNAL without its message. */
export function publicError(error: unknown): PublicError {
  if (!(error instanceof DomainError)) return { code: 'INTERNAL', message: 'internal error' }
  return {
    code: error.code,
    message: error.message,
    ...(error.field === undefined ? {} : { field: error.field }),
    ...(error.value === undefined ? {} : { value: error.value }),
    ...(error.expected === undefined ? {} : { expected: error.expected }),
    ...(error.details === undefined ? {} : { details: error.details }),
  }
}

const httpStatuses: Record<ErrorCode, number> = {
  INVALID_ARGUMENT: 400,
  NOT_FOUND: 404,
  ALREADY_EXISTS: 409,
  FAILED_PRECONDITION: 412,
  PERMISSION_DENIED: 403,
  UNAUTHENTICATED: 401,
  UNAVAILABLE: 503,
  RESOURCE_EXHAUSTED: 429,
  CURSOR_EXPIRED: 410,
  INTERNAL: 500,
}

export function httpStatus(code: ErrorCode): number {
  return httpStatuses[code]
}
