import { DomainError } from '@headway/kit/errors'

/** An error for people: what is wrong and, where it is known, the field, the value and what was expected. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (!(error instanceof DomainError)) return error.message
  const { code, field, value, expected } = error
  const facts = [
    `code ${code}`,
    ...(field === undefined ? [] : [`field ${field}`]),
    ...(value === undefined ? [] : [`value ${JSON.stringify(value)}`]),
    ...(expected === undefined ? [] : [`expected ${expected}`]),
  ]
  return `${error.message} (${facts.join(', ')})`
}
