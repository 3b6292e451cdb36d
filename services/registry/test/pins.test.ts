import { afterAll, beforeAll, expect, test } from 'vitest'
import { createVersion, type Fleet, moveAlias, openFleet, promoteVersion, registerModel } from './fleet.ts'

let fleet: Fleet
beforeAll(async () => {
  fleet = await openFleet()
})
afterAll(() => fleet[Symbol.asyncDispose]())

const partition = 'id sha256 pinned changed primaryMetric'

async function partitionOf(version: string, key: string) {
  const { modelPartition } = await fleet.service.data<{
    modelPartition: { sha256: string; pinned: boolean; changed: boolean }
  }>(`query ($id: ID!) { modelPartition(id: $id) { ${partition} } }`, { id: `${version}#${key}` })
  return modelPartition
}

function pin(model: string, key: string, fromVersion: string, reason = 'the retrained one is late') {
  return fleet.service.graphql<{ pinPartition: { id: string; state: string } }>(
    `mutation ($model: String!, $key: String!, $fromVersion: ID!, $reason: String!) {
      pinPartition(model: $model, partition: $key, fromVersion: $fromVersion, reason: $reason) { id state }
    }`,
    { model, key, fromVersion, reason },
    { as: 'operator' },
  )
}

test('a pinned partition keeps its artifact in later versions until it is unpinned', async () => {
  await registerModel(fleet, 'pinned', { approvalPolicy: 'EXCEPTIONS' })
  const one = await promoteFirst('pinned')
  const two = await promoteVersion(fleet, 'pinned', one, [
    { key: ['R', 'S1'], constant: 11, mae: 90 },
    { key: ['R', 'S2'], constant: 12, mae: 10 },
  ])

  const pinned = (await pin('pinned', 'R/S1', one)).data?.pinPartition
  await moveAlias(fleet, 'pinned', 'champion', pinned?.id ?? '')
  const three = await createVersion(fleet, 'pinned', pinned?.id ?? '', [
    { key: ['R', 'S1'], constant: 21 },
    { key: ['R', 'S2'], constant: 22 },
  ])

  const first = await partitionOf(one, 'R/S1')
  expect(pinned?.state).toBe('APPROVED')
  expect(await partitionOf(pinned?.id ?? '', 'R/S1')).toMatchObject({
    sha256: first.sha256,
    pinned: true,
    changed: true,
    primaryMetric: 30,
  })
  expect(await partitionOf(pinned?.id ?? '', 'R/S2')).toMatchObject({
    sha256: (await partitionOf(two, 'R/S2')).sha256,
    changed: false,
  })
  expect(await partitionOf(three, 'R/S1')).toMatchObject({
    sha256: first.sha256,
    pinned: true,
    changed: false,
  })
  expect(await partitionOf(three, 'R/S2')).toMatchObject({ changed: true })

  const { unpinPartition } = await fleet.service.data<{ unpinPartition: { id: string } }>(
    'mutation { unpinPartition(model: "pinned", partition: "R/S1", reason: "try again") { id } }',
    {},
    { as: 'operator' },
  )
  const four = await createVersion(fleet, 'pinned', unpinPartition.id, [{ key: ['R', 'S1'], constant: 31 }])
  expect(await partitionOf(unpinPartition.id, 'R/S1')).toMatchObject({
    sha256: first.sha256,
    pinned: false,
    changed: false,
  })
  expect(await partitionOf(four, 'R/S1')).toMatchObject({ pinned: false, changed: true })
})

test('under the policy ALWAYS a person decides on a pin', async () => {
  await registerModel(fleet, 'asked')
  const one = await promoteFirst('asked')
  await promoteVersion(fleet, 'asked', one, [{ key: ['R', 'S1'], constant: 11 }])

  expect((await pin('asked', 'R/S1', one)).data?.pinPartition).toMatchObject({ state: 'CANDIDATE' })
})

test('an idempotency key makes one pin, and nothing in another model', async () => {
  const pinOnce = (model: string, fromVersion: string) =>
    fleet.service.graphql<{ pinPartition: { id: string } }>(
      `mutation ($model: String!, $fromVersion: ID!) { pinPartition(
        model: $model, partition: "R/S1", fromVersion: $fromVersion, reason: "late", idempotencyKey: "pin-1") { id } }`,
      { model, fromVersion },
      { as: 'operator' },
    )
  await registerModel(fleet, 'once')
  await registerModel(fleet, 'other')
  const one = await promoteFirst('once')
  const other = await promoteFirst('other')
  await promoteVersion(fleet, 'once', one, [{ key: ['R', 'S1'], constant: 11 }])

  const first = await pinOnce('once', one)
  const again = await pinOnce('once', one)
  const elsewhere = await pinOnce('other', other)

  expect(again.data).toEqual(first.data)
  expect(first.data?.pinPartition.id).toBe('once/3')
  expect(elsewhere.errors?.[0]?.extensions).toMatchObject({
    code: 'ALREADY_EXISTS',
    field: 'idempotencyKey',
    value: 'pin-1',
  })
})

test('what cannot be pinned is said', async () => {
  await registerModel(fleet, 'unpinnable')
  const candidate = await createVersion(fleet, 'unpinnable', null, [{ key: ['R', 'S1'], constant: 1 }])
  const codeOf = async (key: string, version: string, reason?: string) =>
    (await pin('unpinnable', key, version, reason)).errors?.[0]?.extensions?.code

  expect(await codeOf('R/S1', candidate)).toBe('FAILED_PRECONDITION')
  expect(await codeOf('R/S1', 'unpinnable/9')).toBe('NOT_FOUND')
  expect(await codeOf('R/%zz', candidate)).toBe('INVALID_ARGUMENT')
  expect(await codeOf('R/S1', candidate, '  ')).toBe('INVALID_ARGUMENT')
  const champion = await promoteVersion(fleet, 'unpinnable', null, [{ key: ['R', 'S1'], constant: 2 }])
  expect(await codeOf('R/S9', champion)).toBe('NOT_FOUND')
})

function promoteFirst(model: string): Promise<string> {
  return promoteVersion(fleet, model, null, [
    { key: ['R', 'S1'], constant: 1, mae: 30 },
    { key: ['R', 'S2'], constant: 2, mae: 20 },
  ])
}
