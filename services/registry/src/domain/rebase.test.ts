import { expect, test } from 'vitest'
import { type PartitionTriple, planRebase, refuseEmptyRebase } from './rebase.ts'

const is = (sha256: string, pinned = false) => ({ sha256, pinned })
let ordinal = 0
function triple(
  version: PartitionTriple['version'],
  parent: PartitionTriple['parent'],
  champion: PartitionTriple['champion'],
): PartitionTriple {
  ordinal += 1
  return { ordinal, key: `S${ordinal}`, version, parent, champion }
}

test('what the champion did not touch is taken', () => {
  const changed = triple(is('b'), is('a'), is('a'))
  const added = triple(is('b'), null, null)
  const removed = triple(null, is('a'), is('a'))

  expect(planRebase([changed, added, removed])).toEqual({
    take: [changed.ordinal, added.ordinal],
    remove: [removed.ordinal],
    conflicts: [],
  })
})

test('what both changed is a conflict, unless both made the same of it', () => {
  const differently = triple(is('b'), is('a'), is('c'))
  const alike = triple(is('b'), is('a'), is('b'))
  const removedThere = triple(is('b'), is('a'), null)
  const addedOnBothSides = triple(is('b'), null, is('c'))

  expect(planRebase([differently, alike, removedThere, addedOnBothSides])).toEqual({
    take: [],
    remove: [],
    conflicts: [differently.key, removedThere.key, addedOnBothSides.key],
  })
})

test('a partition pinned on the champion since is a conflict though its artifact is the same', () => {
  const pinned = triple(is('b'), is('a'), is('a', true))
  expect(planRebase([pinned]).conflicts).toEqual([pinned.key])
})

test('a pin and its end are changes like others', () => {
  const pin = triple(is('a', true), is('a'), is('a'))
  const unpin = triple(is('a'), is('a', true), is('a', true))
  expect(planRebase([pin, unpin]).take).toEqual([pin.ordinal, unpin.ordinal])
})

test('what would give the champion again is refused', () => {
  const plan = planRebase([triple(is('b'), is('a'), is('c'))])
  expect(() => refuseEmptyRebase(plan, 'departures/8', 'departures/7')).toThrow(
    'nothing of departures/8 is left to put on departures/7',
  )
})
