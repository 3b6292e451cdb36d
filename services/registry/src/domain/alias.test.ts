import { expect, test } from 'vitest'
import { type AliasMove, type MoveRequest, moveAlias, rollBackAlias } from './alias.ts'

const request = {
  modelRef: 1,
  alias: 'champion',
  expectedRevision: null,
  movedBy: 'ann',
  reason: 'better',
  run: null,
  now: new Date('2026-03-03T08:00:00Z'),
}
const version = (ref: number, state: MoveRequest['version']['state'] = 'APPROVED') => ({
  ref,
  id: `departures/${ref}`,
  state,
})
const moveTo = (last: AliasMove | undefined, ref: number, change: Partial<MoveRequest> = {}) =>
  moveAlias(last, { ...request, version: version(ref), ...change })

test('the first move has revision 1 and nothing before it', () => {
  expect(moveTo(undefined, 7)).toMatchObject({
    revision: 1,
    versionRef: 7,
    previousVersionRef: null,
    backRevision: null,
  })
})

test('revision 0 is expected of an alias that is not there yet', () => {
  expect(() => moveTo(undefined, 7, { expectedRevision: 1 })).toThrow('champion is at revision 0')
  expect(moveTo(undefined, 7, { expectedRevision: 0 }).revision).toBe(1)
})

test('champion names approved versions alone, another alias whatever was not rejected', () => {
  const candidate = { version: version(7, 'CANDIDATE') }
  expect(() => moveTo(undefined, 7, candidate)).toThrow('which is candidate')
  expect(moveTo(undefined, 7, { ...candidate, alias: 'canary' }).versionRef).toBe(7)
  expect(() => moveTo(undefined, 7, { version: version(7, 'REJECTED'), alias: 'canary' })).toThrow(
    'which is rejected',
  )
})

test('a clock that was set back does not reorder the history', () => {
  const first = moveTo(undefined, 1)
  const second = moveTo(first, 2, { now: new Date('2026-03-03T07:00:00Z') })
  expect(second.movedAt).toEqual(first.movedAt)
})

test('rolling back twice goes two steps back, and a new move can be rolled back again', () => {
  const moves = [moveTo(undefined, 1)]
  const last = () => moves.at(-1) as AliasMove
  const back = () => {
    const target = moves.find(({ revision }) => revision === last().backRevision)
    moves.push(rollBackAlias(last(), target, request))
    return last().versionRef
  }
  moves.push(moveTo(last(), 2))
  moves.push(moveTo(last(), 3))

  expect([back(), back()]).toEqual([2, 1])
  expect(back).toThrow('named nothing before')
  moves.push(moveTo(last(), 4))
  expect(back()).toBe(1)
})
