import { randomUUID } from 'node:crypto'
import { promotionRequested } from '@headway/events/pipelines'
import {
  aliasMoved,
  modelVersionApproved,
  modelVersionCreated,
  promotionRejected,
} from '@headway/events/registry'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  approveVersion,
  createVersion,
  type Fleet,
  moveAlias,
  openFleet,
  promoteVersion,
  proposeVersion,
  registerModel,
  runFacts,
  writeManifest,
} from './fleet.ts'

let fleet: Fleet
beforeAll(async () => {
  fleet = await openFleet()
})
afterAll(() => fleet[Symbol.asyncDispose]())

/** The constant of a test artifact is in its bytes, so equal digests mean equal answers. */
async function digestsOf(version: string): Promise<Record<string, string>> {
  const { modelVersion } = await fleet.service.data<{
    modelVersion: { partitions: { edges: { node: { key: string; sha256: string } }[] } }
  }>('query ($id: ID!) { modelVersion(id: $id) { partitions { edges { node { key sha256 } } } } }', {
    id: version,
  })
  return Object.fromEntries(modelVersion.partitions.edges.map(({ node }) => [node.key, node.sha256]))
}

function requestPromotion(model: string, versionId: string, run: string = randomUUID()) {
  return fleet.events.publish(promotionRequested, {
    ...runFacts(run),
    model,
    alias: 'champion',
    versionId,
    expectedRevision: null,
    reason: 'verified',
  })
}

test('approval makes the version the challenger', async () => {
  await registerModel(fleet, 'challenged')
  const id = await createVersion(fleet, 'challenged', null, [{ key: ['R', 'S'], constant: 1 }])
  await approveVersion(fleet, id)

  const { data } = await fleet.events.next(aliasMoved, ({ model }) => model === 'challenged')
  expect(data).toMatchObject({
    alias: 'challenger',
    versionId: id,
    previousVersionId: null,
    revision: 1,
    movedBy: 'test-approver',
  })
})

test('two runs for different partitions that wait together both take effect', async () => {
  await registerModel(fleet, 'together')
  const base = await promoteVersion(fleet, 'together', null, [
    { key: ['R1', 'S1'], constant: 1 },
    { key: ['R1', 'S2'], constant: 2 },
    { key: ['R1', 'S3'], constant: 3 },
  ])
  const one = await createVersion(fleet, 'together', base, [{ key: ['R1', 'S1'], constant: 11 }])
  const two = await createVersion(fleet, 'together', base, [{ key: ['R1', 'S2'], constant: 12 }])

  await approveVersion(fleet, one)
  await moveAlias(fleet, 'together', 'champion', one)
  await approveVersion(fleet, two)
  const approved = await fleet.events.next(modelVersionApproved, ({ rebasedFrom }) => rebasedFrom === two)
  await moveAlias(fleet, 'together', 'champion', approved.data.versionId)

  const [before, ofOne, ofTwo, live] = await Promise.all(
    [base, one, two, approved.data.versionId].map(digestsOf),
  )
  expect(live).toEqual({
    'R1/S1': ofOne?.['R1/S1'],
    'R1/S2': ofTwo?.['R1/S2'],
    'R1/S3': before?.['R1/S3'],
  })
  expect(approved.data).toMatchObject({ parent: one, changedCount: 1, conflicts: [] })
})

test('a partition changed on both sides keeps what the champion has', async () => {
  await registerModel(fleet, 'conflicts')
  const base = await promoteVersion(fleet, 'conflicts', null, [
    { key: ['R1', 'S1'], constant: 1 },
    { key: ['R1', 'S2'], constant: 2 },
  ])
  const one = await createVersion(fleet, 'conflicts', base, [{ key: ['R1', 'S1'], constant: 11 }])
  const two = await createVersion(fleet, 'conflicts', base, [
    { key: ['R1', 'S1'], constant: 21 },
    { key: ['R1', 'S2'], constant: 22 },
  ])
  await approveVersion(fleet, one)
  await moveAlias(fleet, 'conflicts', 'champion', one)
  await approveVersion(fleet, two)

  const { data } = await fleet.service.data<{ data: never } & Record<string, unknown>>(
    `query ($id: ID!) { data: modelVersion(id: $id) { rebasedAs { id origin state
      rebasedFrom { id } parent { id } conflicts { edges { node } } } } }`,
    { id: two },
  )
  expect(data).toMatchObject({
    rebasedAs: {
      origin: 'REBASED',
      state: 'APPROVED',
      rebasedFrom: { id: two },
      parent: { id: one },
      conflicts: { edges: [{ node: 'R1/S1' }] },
    },
  })
  const live = await digestsOf('conflicts/4')
  expect(live['R1/S1']).toBe((await digestsOf(one))['R1/S1'])
  expect(live['R1/S2']).toBe((await digestsOf(two))['R1/S2'])
})

test('a version of which nothing is left for the champion cannot be approved', async () => {
  await registerModel(fleet, 'nothing-left')
  const base = await promoteVersion(fleet, 'nothing-left', null, [{ key: ['R1', 'S1'], constant: 1 }])
  const one = await createVersion(fleet, 'nothing-left', base, [{ key: ['R1', 'S1'], constant: 11 }])
  const two = await createVersion(fleet, 'nothing-left', base, [{ key: ['R1', 'S1'], constant: 12 }])
  await approveVersion(fleet, one)
  await moveAlias(fleet, 'nothing-left', 'champion', one)

  const { errors } = await fleet.service.graphql(
    'mutation ($id: ID!) { approveModelVersion(id: $id, reason: "go") { id } }',
    { id: two },
    { as: 'approver' },
  )

  expect(errors?.[0]?.extensions).toMatchObject({
    code: 'FAILED_PRECONDITION',
    details: { conflicts: ['R1/S1'] },
  })
  const { modelVersion } = await fleet.service.data('query ($id: ID!) { modelVersion(id: $id) { state } }', {
    id: two,
  })
  expect(modelVersion).toEqual({ state: 'CANDIDATE' })
})

test('an alias moves only from the revision that the caller saw', async () => {
  await registerModel(fleet, 'cas')
  const one = await promoteVersion(fleet, 'cas', null, [{ key: ['R', 'S'], constant: 1 }])
  const two = await createVersion(fleet, 'cas', one, [{ key: ['R', 'S'], constant: 2 }])
  await approveVersion(fleet, two)

  const answers = await Promise.all([
    moveAlias(fleet, 'cas', 'champion', two, 1),
    moveAlias(fleet, 'cas', 'champion', two, 1),
  ])

  const moved = answers.filter(({ errors }) => !errors)
  const refused = answers.find(({ errors }) => errors)
  expect(moved[0]?.data?.moveAlias).toEqual({ revision: 2 })
  expect(refused?.errors?.[0]?.extensions).toMatchObject({
    code: 'FAILED_PRECONDITION',
    field: 'expectedRevision',
    value: 2,
    expected: 'revision 1',
  })
})

test('champion names approved versions alone', async () => {
  await registerModel(fleet, 'unapproved')
  const id = await createVersion(fleet, 'unapproved', null, [{ key: ['R', 'S'], constant: 1 }])

  const { errors } = await moveAlias(fleet, 'unapproved', 'champion', id)

  expect(errors?.[0]?.extensions).toMatchObject({ code: 'FAILED_PRECONDITION', value: 'CANDIDATE' })
})

test('what was live at a moment has an answer', async () => {
  await registerModel(fleet, 'history')
  const before = new Date()
  const one = await promoteVersion(fleet, 'history', null, [{ key: ['R', 'S'], constant: 1 }])
  const two = await promoteVersion(fleet, 'history', one, [{ key: ['R', 'S'], constant: 2 }])
  const moves = fleet.service.data<{
    model: { alias: { history: { edges: { node: { movedAt: string } }[] } } }
  }>('{ model(name: "history") { alias(name: "champion") { history { edges { node { movedAt } } } } } }')
  const [second, first] = (await moves).model.alias.history.edges.map(({ node }) => node.movedAt)

  const at = async (time: string | Date | undefined) =>
    (
      await fleet.service.data<{ aliasAt: { version: { id: string } } | null }>(
        `query ($time: DateTime!) {
          aliasAt(model: "history", name: "champion", time: $time) { version { id } } }`,
        { time },
      )
    ).aliasAt

  expect(await at(before)).toBeNull()
  expect(await at(first)).toEqual({ version: { id: one } })
  expect(await at(second)).toEqual({ version: { id: two } })
  expect(await at(new Date())).toEqual({ version: { id: two } })
})

test('rolling back goes one step back each time', async () => {
  await registerModel(fleet, 'rollback')
  const one = await promoteVersion(fleet, 'rollback', null, [{ key: ['R', 'S'], constant: 1 }])
  const two = await promoteVersion(fleet, 'rollback', one, [{ key: ['R', 'S'], constant: 2 }])
  await promoteVersion(fleet, 'rollback', two, [{ key: ['R', 'S'], constant: 3 }])
  const back = () =>
    fleet.service.graphql<{ rollBackAlias: { version: { id: string }; revision: number } }>(
      `mutation { rollBackAlias(model: "rollback", alias: "champion", reason: "late buses") {
        version { id } revision history(first: 1) { edges { node { kind previousVersion { id } } } } } }`,
      {},
      { as: 'operator' },
    )

  expect((await back()).data?.rollBackAlias).toMatchObject({ version: { id: two }, revision: 4 })
  expect((await back()).data?.rollBackAlias).toMatchObject({ version: { id: one }, revision: 5 })
  expect((await back()).errors?.[0]?.extensions?.code).toBe('FAILED_PRECONDITION')
})

test('a run promotes its version once, and is told again when it asks again', async () => {
  await registerModel(fleet, 'promoted', { approvalPolicy: 'NEVER' })
  const manifestDigest = await writeManifest(fleet, 'promoted', null, [{ key: ['R', 'S'], constant: 1 }])
  const run = await proposeVersion(fleet, { model: 'promoted', parent: null, manifestDigest })
  await fleet.events.next(modelVersionApproved, (data) => data.run === run)

  await requestPromotion('promoted', 'promoted/1', run)
  await requestPromotion('promoted', 'promoted/1', run)

  const isMove = (data: { run: string | null; alias: string }) =>
    data.run === run && data.alias === 'champion'
  await fleet.events.next(
    aliasMoved,
    () => fleet.events.list(aliasMoved).filter(({ data }) => isMove(data)).length === 2,
  )
  const moves = fleet.events.list(aliasMoved).filter(({ data }) => isMove(data))
  expect(moves.map(({ data }) => data.revision)).toEqual([1, 1])
  expect(moves[0]?.data).toMatchObject({ versionId: 'promoted/1', movedBy: 'test-operator' })
})

test('a promotion is put on a champion that moved in between', async () => {
  await registerModel(fleet, 'overtaken')
  const base = await promoteVersion(fleet, 'overtaken', null, [
    { key: ['R1', 'S1'], constant: 1 },
    { key: ['R1', 'S2'], constant: 2 },
  ])
  const one = await createVersion(fleet, 'overtaken', base, [{ key: ['R1', 'S1'], constant: 11 }])
  const two = await createVersion(fleet, 'overtaken', base, [{ key: ['R1', 'S2'], constant: 12 }])
  await approveVersion(fleet, one)
  await approveVersion(fleet, two)
  await moveAlias(fleet, 'overtaken', 'champion', one)

  const run = randomUUID()
  await requestPromotion('overtaken', two, run)

  const { data } = await fleet.events.next(aliasMoved, (moved) => moved.run === run)
  expect(data).toMatchObject({ versionId: 'overtaken/4', previousVersionId: one })
  expect(await digestsOf('overtaken/4')).toEqual({
    'R1/S1': (await digestsOf(one))['R1/S1'],
    'R1/S2': (await digestsOf(two))['R1/S2'],
  })
  const created = await fleet.events.next(modelVersionCreated, ({ versionId }) => versionId === 'overtaken/4')
  expect(created.data.parent).toBe(one)
})

test('a promotion that cannot be done is answered with a rejection', async () => {
  await registerModel(fleet, 'refused')
  const id = await createVersion(fleet, 'refused', null, [{ key: ['R', 'S'], constant: 1 }])
  const waiting = randomUUID()
  const unknown = randomUUID()

  await requestPromotion('refused', id, waiting)
  await requestPromotion('refused', 'refused/99', unknown)

  const first = await fleet.events.next(promotionRejected, ({ run }) => run === waiting)
  const second = await fleet.events.next(promotionRejected, ({ run }) => run === unknown)
  expect(first.data).toMatchObject({ code: 'FAILED_PRECONDITION', versionId: id })
  expect(second.data).toMatchObject({ code: 'NOT_FOUND', versionId: 'refused/99' })
})
