import { Metadata, type ServerErrorResponse, status } from '@grpc/grpc-js'
import { DomainError, type ErrorCode } from '@headway/kit/errors'
import { describeError } from '../open-inference/describe-error.ts'

const statuses: Record<ErrorCode, status> = {
  INVALID_ARGUMENT: status.INVALID_ARGUMENT,
  NOT_FOUND: status.NOT_FOUND,
  ALREADY_EXISTS: status.ALREADY_EXISTS,
  FAILED_PRECONDITION: status.FAILED_PRECONDITION,
  PERMISSION_DENIED: status.PERMISSION_DENIED,
  UNAUTHENTICATED: status.UNAUTHENTICATED,
  UNAVAILABLE: status.UNAVAILABLE,
  RESOURCE_EXHAUSTED: status.RESOURCE_EXHAUSTED,
  CURSOR_EXPIRED: status.OUT_OF_RANGE,
  INTERNAL: status.INTERNAL,
}

/** Any thrown error as gRPC tells it; what is not a DomainError is masked. */
export function grpcError(error: unknown): ServerErrorResponse {
  const isKnown = error instanceof DomainError
  const details = isKnown ? describeError(error) : 'internal error'
  const code = isKnown ? statuses[error.code] : status.INTERNAL
  return { name: 'Error', message: details, code, details, metadata: new Metadata() }
}
