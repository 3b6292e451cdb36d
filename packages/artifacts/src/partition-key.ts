import { DomainError } from '@headway/kit/errors'

/** A value of `wildcard` marks a pooled partition: one model for every value of that key. */
export const wildcard = '*'

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is escaped
const reserved = /[%/*#\u0000-\u001f\u007f]/g

/**
 * The canonical form of a partition key: its values in the model's order, joined by `/`.
 * `%`, `/`, `#`, control characters and `*` inside a value are percent-encoded; the value `*` alone is the wildcard.
 */
export function canonicalKey(values: readonly string[]): string {
  // One empty value would be written like the key of a model that has no partitions.
  if (values.length === 1 && values[0] === '') throw malformed('')
  return values
    .map((value) => (value === wildcard ? value : value.replace(reserved, percentEncode)))
    .join('/')
}

/** The values of a canonical key; `''` is the only key of a model without partitions. INVALID_ARGUMENT when malformed. */
export function parseKey(key: string): string[] {
  if (key === '') return []
  const values = key.split('/').map((part) => (part === wildcard ? part : decode(part, key)))
  if (canonicalKey(values) !== key) throw malformed(key)
  return values
}

/** The partitions that may answer for a key, best first: the key itself, then pooled ones from the last value on. */
export function fallbackKeys(key: string): string[] {
  const parts = key === '' ? [] : key.split('/')
  const keys = [key]
  for (let level = parts.length - 1; level >= 0; level--) {
    if (parts[level] === wildcard) continue
    parts.fill(wildcard, level)
    keys.push(parts.join('/'))
  }
  return keys
}

function percentEncode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}

function decode(part: string, key: string): string {
  return part.replace(/%(..?)?/g, (_, hex?: string) => {
    if (hex === undefined || !/^[0-9A-F]{2}$/.test(hex)) throw malformed(key)
    return String.fromCharCode(Number.parseInt(hex, 16))
  })
}

function malformed(key: string): DomainError {
  return new DomainError('INVALID_ARGUMENT', `"${key}" is not a canonical partition key`, {
    field: 'partition',
    value: key,
    expected: 'values joined by "/", with %, /, *, # and control characters percent-encoded',
  })
}
