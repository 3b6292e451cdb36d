import { expect, test } from 'vitest'
import { openFleet } from './open-fleet.ts'

const all = [1, 2, 3, 4, 5, 6]

/** Lets the version of a waiting run go live. */
async function approve(fleet: Awaited<ReturnType<typeof openFleet>>, run: string) {
  const { modelVersion } = await fleet.ended(run, 'WAITING_FOR_APPROVAL')
  await fleet.registry.data(
    'mutation ($id: ID!) { approveModelVersion(id: $id, reason: "it is right") { id } }',
    { id: modelVersion?.id },
    { as: 'approver' },
  )
}

test('two runs that wait together for other partitions both take effect, in whatever order they are let through', {
  timeout: 120_000,
}, async () => {
  await using fleet = await openFleet('ALWAYS')
  const first = await fleet.retrain(all, 1)
  await approve(fleet, first)
  expect((await fleet.ended(first)).state).toBe('SUCCEEDED')

  // Both were compared with the first version; the second is let through before the first of them is live.
  const one = await fleet.retrain([1, 2], 2)
  const two = await fleet.retrain([3, 4], 3)
  await fleet.ended(one, 'WAITING_FOR_APPROVAL')
  await fleet.ended(two, 'WAITING_FOR_APPROVAL')
  await Promise.all([approve(fleet, two), approve(fleet, one)])
  const ended = [await fleet.ended(one), await fleet.ended(two)]
  const together = await fleet.factors(all)

  expect(ended.map(({ state, failure }) => ({ state, failure }))).toEqual([
    { state: 'SUCCEEDED', failure: null },
    { state: 'SUCCEEDED', failure: null },
  ])
  expect(together.factors).toEqual([2, 2, 3, 3, 1, 1])
  expect(ended.map(({ modelVersion }) => modelVersion?.id)).toContain(together.version)

  // A meter that both changed keeps what went live first, and the run says so; the other one is put beside it.
  const three = await fleet.retrain([1, 5], 5)
  const four = await fleet.retrain([1, 6], 7)
  await fleet.ended(three, 'WAITING_FOR_APPROVAL')
  await fleet.ended(four, 'WAITING_FOR_APPROVAL')
  await approve(fleet, three)
  await fleet.ended(three)
  await approve(fleet, four)
  const later = await fleet.ended(four)

  expect(later.state).toBe('SUCCEEDED')
  expect((await fleet.factors(all)).factors).toEqual([5, 2, 3, 3, 5, 7])
  expect(later.steps.find(({ name }) => name === 'propose')?.detail).toBe(
    '1 partition keeps what went live meanwhile: 1',
  )

  // With nothing left to change, the run is refused with the reason.
  const five = await fleet.retrain([2], 11)
  const six = await fleet.retrain([2], 13)
  await fleet.ended(five, 'WAITING_FOR_APPROVAL')
  await fleet.ended(six, 'WAITING_FOR_APPROVAL')
  await approve(fleet, five)
  await fleet.ended(five)
  await expect(approve(fleet, six)).rejects.toThrow('nothing of meters/')
  expect((await fleet.factors(all)).factors).toEqual([5, 11, 3, 3, 5, 7])
})

test('two runs of the same second that the policy lets through both take effect', {
  timeout: 120_000,
}, async () => {
  await using fleet = await openFleet('EXCEPTIONS')
  await fleet.ended(await fleet.retrain(all, 1))

  const runs = await Promise.all([fleet.retrain([1, 2], 2), fleet.retrain([3, 4], 3), fleet.retrain([6], 4)])
  const ended = await Promise.all(runs.map((run) => fleet.ended(run)))

  expect(ended.map(({ state, failure }) => ({ state, failure }))).toEqual(
    runs.map(() => ({ state: 'SUCCEEDED', failure: null })),
  )
  expect((await fleet.factors(all)).factors).toEqual([2, 2, 3, 3, 1, 4])
})
