import { expect, test } from 'vitest'
import { checkCohort, decideOutcome } from './cohort.ts'

const old = { versionRef: 1, ordinal: 1, sha256: 'old' }
const loose = { key: 'R/S', base: { sha256: 'new', pinned: false } }
const pinned = { key: 'R/S', base: { sha256: 'new', pinned: true } }
const absent = { key: 'R/S', base: null }

test('a partition without an artifact to take is not found', () => {
  for (const action of ['PIN', 'UNPIN', 'ROLL_BACK'] as const) {
    expect(decideOutcome(action, loose, undefined)).toBe('NOT_FOUND')
  }
})

test('a rollback leaves what is pinned and what has the artifact already', () => {
  expect(decideOutcome('ROLL_BACK', loose, old)).toBe('CHANGED')
  expect(decideOutcome('ROLL_BACK', pinned, old)).toBe('PINNED')
  expect(decideOutcome('ROLL_BACK', loose, { ...old, sha256: 'new' })).toBe('UNCHANGED')
  expect(decideOutcome('ROLL_BACK', absent, old)).toBe('CHANGED')
})

test('a pin moves to another artifact, and stays on the same', () => {
  expect(decideOutcome('PIN', pinned, old)).toBe('CHANGED')
  expect(decideOutcome('PIN', pinned, { ...old, sha256: 'new' })).toBe('UNCHANGED')
  expect(decideOutcome('PIN', loose, { ...old, sha256: 'new' })).toBe('CHANGED')
})

test('only what is pinned can be freed', () => {
  expect(decideOutcome('UNPIN', pinned, old)).toBe('CHANGED')
  expect(decideOutcome('UNPIN', loose, old)).toBe('UNCHANGED')
})

test('a filter without a condition is an oversight; an empty prefix is everything', () => {
  expect(() => checkCohort({}, 'partitions')).toThrow('no condition')
  expect(() => checkCohort({ verdict: null, keys: null }, 'partitions')).toThrow('no condition')
  expect(() => checkCohort({ keyPrefix: '' }, 'partitions')).not.toThrow()
})
