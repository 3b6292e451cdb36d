import { DomainError } from '@headway/kit/errors'

/** Bytes `first` to `last`, both included. */
export type ByteRange = { first: number; last: number }

/**
 * The one range that a Range header asks for. Undefined where the whole is to be sent: no header, another unit, or
 * several ranges. `unsatisfiable` where the range begins after the end.
 */
export function parseRange(
  header: string | undefined,
  size: number,
): ByteRange | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return undefined
  if (match[1] === '') {
    const length = Math.min(Number(match[2]), size)
    return length === 0 ? 'unsatisfiable' : { first: size - length, last: size - 1 }
  }
  const first = Number(match[1])
  const last = match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1)
  if (first >= size) return 'unsatisfiable'
  return last < first ? undefined : { first, last }
}

/** The part that a Content-Range header announces; INVALID_ARGUMENT when it does not say one, and of how much. */
export function parseContentRange(header: string): ByteRange & { total: number } {
  const match = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(header.trim())
  if (match) {
    const [first, last, total] = [Number(match[1]), Number(match[2]), Number(match[3])]
    if (first <= last && last < total) return { first, last, total }
  }
  throw new DomainError('INVALID_ARGUMENT', 'content-range names no part of a whole', {
    field: 'content-range',
    value: header.slice(0, 100),
    expected: 'bytes <first>-<last>/<total>',
  })
}
