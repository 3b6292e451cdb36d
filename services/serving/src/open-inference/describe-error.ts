import { type DomainError, publicError } from '@headway/kit/errors'

/** A failure in one string, which is all that the protocol has: message, what was given, what was expected. */
export function describeError(error: DomainError): string {
  const { message, field, value, expected } = publicError(error)
  if (field === undefined) return message
  const told = expected === undefined ? '' : `, expected ${expected}`
  return `${message} (${field}: got ${JSON.stringify(value) ?? 'nothing'}${told})`
}
