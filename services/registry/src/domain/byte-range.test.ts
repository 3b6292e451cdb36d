import { expect, test } from 'vitest'
import { parseContentRange, parseRange } from './byte-range.ts'

test.for<[string | undefined, ReturnType<typeof parseRange>]>([
  [undefined, undefined],
  ['bytes=0-9', { first: 0, last: 9 }],
  ['bytes=90-', { first: 90, last: 99 }],
  ['bytes=90-500', { first: 90, last: 99 }],
  ['bytes=-10', { first: 90, last: 99 }],
  ['bytes=-500', { first: 0, last: 99 }],
  ['bytes=100-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=9-3', undefined],
  ['bytes=0-1,5-6', undefined],
  ['rows=0-1', undefined],
])('of 100 bytes %s asks for %o', ([header, range]) => {
  expect(parseRange(header, 100)).toEqual(range)
})

test('a part names where it lies in the whole', () => {
  expect(parseContentRange('bytes 0-9/100')).toEqual({ first: 0, last: 9, total: 100 })
  // Whoever knows the digest knows the length: without it nobody could tell the last part from the others.
  expect(() => parseContentRange('bytes 5-5/*')).toThrow('names no part of a whole')
  expect(() => parseContentRange('bytes 5-200/100')).toThrow('names no part of a whole')
  expect(() => parseContentRange('0-9')).toThrow('names no part of a whole')
})
