import { expect, test } from 'vitest'
import { selectChanges } from './select-changes.ts'

const ordinals = new Map([
  ['S1', 1],
  ['S2', 2],
])
const before = new Map([
  [1, { sha256: 'a', pinned: false }],
  [2, { sha256: 'b', pinned: true }],
])
const proposed = (key: string, sha256: string) => ({
  key,
  sha256,
  pack: 'p',
  offset: 0,
  length: 1,
  verdict: null,
  reason: null,
  metrics: {},
  primaryMetric: null,
  trainedRows: null,
  run: null,
})

test('a pinned partition and an equal artifact are no changes', () => {
  const changes = selectChanges(
    { partitions: [proposed('S1', 'c'), proposed('S2', 'd')], removed: [] },
    ordinals,
    before,
    'm/1',
  )
  expect(changes.partitions.map(({ key, ordinal }) => [key, ordinal])).toEqual([['S1', 1]])
  expect(() =>
    selectChanges({ partitions: [proposed('S1', 'a')], removed: ['S2'] }, ordinals, before, 'm/1'),
  ).toThrow('nothing differs from m/1')
})

test('what is not there cannot be removed', () => {
  expect(selectChanges({ partitions: [], removed: ['S1'] }, ordinals, before, 'm/1').removed).toEqual([1])
  expect(() => selectChanges({ partitions: [], removed: ['S1'] }, ordinals, new Map(), null)).toThrow(
    expect.objectContaining({ field: 'removed[0]', value: 'S1' }),
  )
})
