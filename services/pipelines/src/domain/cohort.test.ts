import { expect, test } from 'vitest'
import { checkFilter, decideRetraining, filterPartitions, type PartitionFilter } from './cohort.ts'

const nothing: PartitionFilter = {
  keys: null,
  keyPrefix: null,
  verdict: null,
  changed: null,
  pinned: null,
  metric: null,
}
const partition = { verdict: 'BETTER', metrics: { mae: 10 }, changed: false, pinned: false }
const fleet = [
  { ...partition, key: 'R1/S1', verdict: 'WORSE', metrics: { mae: 90 }, changed: true },
  { ...partition, key: 'R1/S2', pinned: true },
  { ...partition, key: 'R2/S1', metrics: {} },
]

test('every condition of a filter must hold', () => {
  const keysOf = (filter: Partial<PartitionFilter>) =>
    filterPartitions(fleet, { ...nothing, ...filter }, 'mae').map(({ key }) => key)

  expect(keysOf({ keyPrefix: '' })).toHaveLength(3)
  expect(keysOf({ keyPrefix: 'R1/' })).toEqual(['R1/S1', 'R1/S2'])
  expect(keysOf({ keyPrefix: 'R1/', verdict: 'WORSE' })).toEqual(['R1/S1'])
  expect(keysOf({ metric: { name: null, min: null, max: 50 } })).toEqual(['R1/S2'])
  expect(keysOf({ metric: { name: 'other', min: 0, max: null } })).toEqual([])
  expect(keysOf({ changed: true })).toEqual(['R1/S1'])
  expect(keysOf({ pinned: true, keys: ['R1/S2', 'R2/S1'] })).toEqual(['R1/S2'])
})

test('a filter that says nothing is refused, as is a range without ends', () => {
  expect(() => checkFilter(nothing)).toThrow('partitions')
  expect(() => checkFilter({ ...nothing, metric: { name: null, min: null, max: null } })).toThrow('metric')
  expect(() => checkFilter({ ...nothing, keyPrefix: '' })).not.toThrow()
})

test('what is pinned, in hand or unknown is not retrained', () => {
  const retrained = new Map([['R2/S1', { dataTime: new Date(), inHand: true }]])

  expect(decideRetraining(fleet, ['R0/S0'], retrained)).toEqual([
    { key: 'R0/S0', outcome: 'NOT_FOUND' },
    { key: 'R1/S1', outcome: 'TAKEN' },
    { key: 'R1/S2', outcome: 'PINNED' },
    { key: 'R2/S1', outcome: 'IN_HAND' },
  ])
})
