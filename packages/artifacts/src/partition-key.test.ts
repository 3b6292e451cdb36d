import { expect, test } from 'vitest'
import { canonicalKey, fallbackKeys, parseKey } from './partition-key.ts'

test('a canonical key reads back as its values', () => {
  for (const values of [
    ['R1', '0', 'S9'],
    ['50 %', 'a/b', 'x#y*z', 'line\nbreak'],
    ['Szczęśliwice', '', 'ü'],
    ['R1', '*', '*'],
    [],
  ]) {
    expect(parseKey(canonicalKey(values))).toEqual(values)
  }
})

test('only what would be ambiguous is escaped', () => {
  expect(canonicalKey(['A 1', 'b/c', '50%', 'x*', '*'])).toBe('A 1/b%2Fc/50%25/x%2A/*')
})

test('pooled partitions are tried from the last value on', () => {
  expect(fallbackKeys('R1/0/S9')).toEqual(['R1/0/S9', 'R1/0/*', 'R1/*/*', '*/*/*'])
  expect(fallbackKeys('R1/*/*')).toEqual(['R1/*/*', '*/*/*'])
  expect(fallbackKeys('')).toEqual([''])
})

test('a key that is not canonical is refused', () => {
  for (const key of ['a%2fb', 'a%', 'a%zz', 'a*b', 'a#b']) {
    expect(() => parseKey(key)).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT', field: 'partition' }),
    )
  }
})
