import { createHash } from 'node:crypto'
import { DomainError } from '@headway/kit/errors'

const digestPattern = /^[0-9a-f]{64}$/

/** SHA-256 of the bytes as 64 hexadecimal characters: the name of an artifact. */
export function digestOf(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

export function isDigest(value: string): boolean {
  return digestPattern.test(value)
}

/** INVALID_ARGUMENT unless the value is 64 lower-case hexadecimal characters. */
export function checkDigest(value: string): string {
  if (digestPattern.test(value)) return value
  throw new DomainError('INVALID_ARGUMENT', `"${value}" is not an artifact digest`, {
    field: 'digest',
    value,
    expected: '64 lower-case hexadecimal characters (SHA-256)',
  })
}

export function digestMismatch(expected: string, actual: string, what = `artifact ${expected}`): DomainError {
  return new DomainError('INVALID_ARGUMENT', `the bytes of ${what} do not match its digest`, {
    field: 'digest',
    value: actual,
    expected,
  })
}
