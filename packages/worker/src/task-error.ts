import { DomainError, type ErrorCode } from '@headway/kit/errors'
import type { TaskError } from './task-protocol.ts'

const final: ReadonlySet<ErrorCode> = new Set([
  'INVALID_ARGUMENT',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'FAILED_PRECONDITION',
  'PERMISSION_DENIED',
])

/** What is reported of an error a step threw; the codes that speak of its input are not tried again. */
export function taskErrorOf(error: unknown): TaskError {
  if (error instanceof DomainError) {
    const field = error.field === undefined ? '' : ` (${error.field}${described(error)})`
    return { code: error.code, message: `${error.message}${field}`, retryable: !final.has(error.code) }
  }
  const message = error instanceof Error ? error.message : String(error)
  return { code: 'INTERNAL', message, retryable: true }
}

function described({ value, expected }: DomainError): string {
  const given = value === undefined ? '' : ` was ${JSON.stringify(value)}`
  return expected === undefined ? given : `${given}, expected ${expected}`
}
