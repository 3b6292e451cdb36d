import { randomUUID } from 'node:crypto'
import { parseManifest } from '@headway/artifacts/manifest'
import { modelVersionApproved, modelVersionCreated, modelVersionRejected } from '@headway/events/registry'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  approveVersion,
  createVersion,
  definition,
  type Fleet,
  openFleet,
  passedGate,
  promoteVersion,
  proposeVersion,
  registerModel,
  writeManifest,
} from './fleet.ts'

let fleet: Fleet
beforeAll(async () => {
  fleet = await openFleet()
})
afterAll(() => fleet[Symbol.asyncDispose]())

test('the same registration again is the same model, another one is refused', async () => {
  await registerModel(fleet, 'twice')
  await registerModel(fleet, 'twice')

  const { errors } = await fleet.service.graphql(
    'mutation ($input: RegisterModelInput!) { registerModel(input: $input) { name } }',
    { input: { name: 'twice', ...definition, owner: 'someone else' } },
  )
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'ALREADY_EXISTS', field: 'name', value: 'twice' })
})

test('a version inherits what its manifest does not change', async () => {
  await registerModel(fleet, 'inherits')
  const first = await promoteVersion(fleet, 'inherits', null, [
    { key: ['R1', 'S1'], constant: 1, mae: 30 },
    { key: ['R1', 'S2'], constant: 2, mae: 50 },
    { key: ['R1', '*'], constant: 3 },
  ])

  const second = await createVersion(fleet, 'inherits', first, [
    { key: ['R1', 'S2'], constant: 4, mae: 40 },
    { key: ['R2', 'S9'], constant: 5, mae: 70 },
  ])

  const { modelVersion } = await fleet.service.data(
    `query ($id: ID!) { modelVersion(id: $id) {
      number state parent { id }
      summary { partitionCount changedCount inheritedCount removedCount artifactCount
        verdicts { better none } primaryMetric { count mean min median max } }
      partitions { edges { node { id values ordinal changed introducedIn { id } primaryMetric } } }
    } }`,
    { id: second },
  )
  expect(modelVersion).toMatchObject({
    number: 2,
    state: 'CANDIDATE',
    parent: { id: first },
    summary: {
      partitionCount: 4,
      changedCount: 2,
      inheritedCount: 2,
      removedCount: 0,
      artifactCount: 4,
      verdicts: { better: 4, none: 0 },
      primaryMetric: { count: 3, min: 30, median: 40, max: 70 },
    },
    partitions: {
      edges: [
        { node: { id: `${second}#R1/*`, changed: false, introducedIn: { id: first } } },
        { node: { id: `${second}#R1/S1`, values: ['R1', 'S1'], ordinal: 2, changed: false } },
        { node: { id: `${second}#R1/S2`, changed: true, primaryMetric: 40 } },
        { node: { id: `${second}#R2/S9`, ordinal: 4, introducedIn: { id: second } } },
      ],
    },
  })
})

test('the full manifest of a version lists every partition and what the model declares', async () => {
  await registerModel(fleet, 'manifests')
  const first = await promoteVersion(fleet, 'manifests', null, [{ key: ['R1', 'S1'], constant: 1, mae: 30 }])
  const second = await createVersion(fleet, 'manifests', first, [{ key: ['R1', 'S2'], constant: 2 }])

  const created = await fleet.events.next(modelVersionCreated, ({ versionId }) => versionId === second)
  const manifest = parseManifest(await fleet.artifacts.get(created.data.manifestDigest))

  expect(manifest).toMatchObject({
    complete: true,
    version: second,
    parent: first,
    partitions: [
      { key: ['R1', 'S1'], inheritedFrom: first, metrics: { mae: 30 } },
      { key: ['R1', 'S2'], inheritedFrom: null },
    ],
    modelDefinition: {
      partitionedBy: definition.partitionedBy,
      signature: definition.signature,
      baseline: definition.baseline,
    },
  })
})

test('an idempotency key makes one version', async () => {
  await registerModel(fleet, 'idempotent')
  const manifestDigest = await writeManifest(fleet, 'idempotent', null, [{ key: ['R', 'S'], constant: 1 }])
  const create = () =>
    fleet.service.data<{ createModelVersion: { id: string } }>(
      'mutation ($input: CreateModelVersionInput!) { createModelVersion(input: $input) { id } }',
      { input: { model: 'idempotent', parent: null, manifestDigest, idempotencyKey: 'once' } },
    )

  const answers = await Promise.all([create(), create(), create()])

  expect(answers.map(({ createModelVersion }) => createModelVersion.id)).toEqual(
    Array(3).fill('idempotent/1'),
  )
})

test('a run proposes one version, however often its event comes', async () => {
  await registerModel(fleet, 'by-run')
  const manifestDigest = await writeManifest(fleet, 'by-run', null, [{ key: ['R', 'S'], constant: 1 }])
  const run = await proposeVersion(fleet, { model: 'by-run', parent: null, manifestDigest })
  await proposeVersion(fleet, { model: 'by-run', parent: null, manifestDigest, run })
  const marker = await proposeVersion(fleet, {
    model: 'by-run',
    parent: null,
    manifestDigest: '0'.repeat(64),
  })

  await fleet.events.next(modelVersionRejected, (data) => data.run === marker)
  const created = fleet.events.list(modelVersionCreated).filter(({ data }) => data.run === run)
  expect(created.map(({ data }) => data.versionId)).toEqual(['by-run/1'])
  expect(created[0]?.data).toMatchObject({ requestedBy: 'test-operator', needsApproval: true })
})

test('nobody approves a version they asked for', async () => {
  await registerModel(fleet, 'four-eyes')
  const id = await createVersion(fleet, 'four-eyes', null, [{ key: ['R', 'S'], constant: 1 }])

  const asked = { id: 'test-operator', roles: ['admin' as const] }
  const { errors } = await fleet.service.graphql(
    'mutation ($id: ID!) { approveModelVersion(id: $id, reason: "mine") { id } }',
    { id },
    { as: asked },
  )

  expect(errors?.[0]?.extensions).toMatchObject({ code: 'PERMISSION_DENIED', value: id })
})

test('the person who asked for a run is remembered through its events', async () => {
  await registerModel(fleet, 'four-eyes-run')
  const manifestDigest = await writeManifest(fleet, 'four-eyes-run', null, [{ key: ['R', 'S'], constant: 1 }])
  const run = await proposeVersion(fleet, {
    model: 'four-eyes-run',
    parent: null,
    manifestDigest,
    requestedBy: 'test-approver',
  })
  const { data } = await fleet.events.next(modelVersionCreated, (event) => event.run === run)

  const { errors } = await fleet.service.graphql(
    'mutation ($id: ID!) { approveModelVersion(id: $id, reason: "mine") { id } }',
    { id: data.versionId },
    { as: 'approver' },
  )

  expect(errors?.[0]?.extensions?.code).toBe('PERMISSION_DENIED')
})

test('an operator cannot approve', async () => {
  await registerModel(fleet, 'roles')
  const id = await createVersion(fleet, 'roles', null, [{ key: ['R', 'S'], constant: 1 }])

  const { errors } = await fleet.service.graphql(
    'mutation ($id: ID!) { approveModelVersion(id: $id, reason: "no") { id } }',
    { id },
    { as: { id: 'another', roles: ['operator'] } },
  )

  expect(errors?.[0]?.extensions?.code).toBe('PERMISSION_DENIED')
})

test('a decision is made once', async () => {
  await registerModel(fleet, 'decided')
  const id = await createVersion(fleet, 'decided', null, [{ key: ['R', 'S'], constant: 1 }])
  await fleet.service.data(
    'mutation ($id: ID!) { rejectModelVersion(id: $id, reason: "too slow") { state } }',
    { id },
    { as: 'approver' },
  )

  const { errors } = await fleet.service.graphql(
    'mutation ($id: ID!) { approveModelVersion(id: $id, reason: "after all") { id } }',
    { id },
    { as: 'approver' },
  )

  expect(errors?.[0]?.extensions).toMatchObject({ code: 'FAILED_PRECONDITION', value: 'REJECTED' })
  const rejected = await fleet.events.next(modelVersionRejected, ({ versionId }) => versionId === id)
  expect(rejected.data).toMatchObject({ decidedBy: 'test-approver', reason: 'too slow' })
})

test('the policy EXCEPTIONS approves what passed the gate and asks about the rest', async () => {
  await registerModel(fleet, 'exceptions', { approvalPolicy: 'EXCEPTIONS' })
  const manifestDigest = await writeManifest(fleet, 'exceptions', null, [{ key: ['R', 'S'], constant: 1 }])
  const good = await proposeVersion(fleet, { model: 'exceptions', parent: null, manifestDigest })
  const approved = await fleet.events.next(modelVersionApproved, ({ run }) => run === good)
  const other = await writeManifest(fleet, 'exceptions', null, [{ key: ['R', 'S'], constant: 2 }])
  const doubtful = await proposeVersion(fleet, {
    model: 'exceptions',
    parent: null,
    manifestDigest: other,
    gate: { ...passedGate, worse: 3 },
  })
  const waiting = await fleet.events.next(modelVersionCreated, ({ run }) => run === doubtful)

  expect(approved.data).toMatchObject({ decidedBy: 'policy', versionId: 'exceptions/1' })
  expect(waiting.data).toMatchObject({ needsApproval: true, exceptions: ['3 partitions came out worse'] })
  const { waitingModelVersions } = await fleet.service.data(
    '{ waitingModelVersions(model: "exceptions") { edges { node { id } } } }',
  )
  expect(waitingModelVersions).toEqual({ edges: [{ node: { id: waiting.data.versionId } }] })
})

test('the policy NEVER approves at once, and rejects what failed the gate for the fleet', async () => {
  await registerModel(fleet, 'never', { approvalPolicy: 'NEVER' })
  const manifestDigest = await writeManifest(fleet, 'never', null, [{ key: ['R', 'S'], constant: 1 }])
  const failed = await proposeVersion(fleet, {
    model: 'never',
    parent: null,
    manifestDigest,
    gate: { ...passedGate, fleetPassed: false },
  })

  const rejected = await fleet.events.next(modelVersionRejected, ({ run }) => run === failed)
  expect(rejected.data).toMatchObject({ decidedBy: 'policy', versionId: 'never/1' })
})

test('an environment and the dataset versions lead to the versions trained with them', async () => {
  await registerModel(fleet, 'lineage')
  const environment = await fleet.artifacts.put(
    Buffer.from(
      JSON.stringify({
        format: 'headway.environment/1',
        runtime: { name: 'node', version: '24.21.0' },
        platform: 'linux-x64',
        libraries: [{ name: 'onnxruntime-node', version: '1.30.0' }],
        lockfileDigest: 'b'.repeat(64),
      }),
    ),
  )
  const manifestDigest = await writeManifest(fleet, 'lineage', null, [{ key: ['R', 'S'], constant: 1 }])
  const run = randomUUID()
  await proposeVersion(fleet, {
    model: 'lineage',
    parent: null,
    manifestDigest,
    environmentDigest: environment.digest,
    datasetVersions: ['stop_visits/8'],
    run,
  })
  await fleet.events.next(modelVersionCreated, (data) => data.run === run)
  await approveVersion(fleet, 'lineage/1')

  const answer = await fleet.service.data(
    `query ($of: [_Any!]!, $digest: ID!) {
      _entities(representations: $of) {
        ... on PipelineRun { modelVersions { edges { node { id approval { decidedBy decision } } } } }
        ... on DatasetVersion { modelVersions { edges { node { id run { id } } } } }
      }
      environment(digest: $digest) {
        runtime platform libraries { edges { node { name version } } }
        modelVersions { edges { node { id } } }
      }
    }`,
    {
      digest: environment.digest,
      of: [
        { __typename: 'PipelineRun', id: run },
        { __typename: 'DatasetVersion', id: 'stop_visits/8' },
      ],
    },
  )
  expect(answer).toMatchObject({
    _entities: [
      {
        modelVersions: {
          edges: [
            { node: { id: 'lineage/1', approval: { decidedBy: 'test-approver', decision: 'APPROVED' } } },
          ],
        },
      },
      { modelVersions: { edges: [{ node: { id: 'lineage/1', run: { id: run } } }] } },
    ],
    environment: {
      runtime: 'node 24.21.0',
      platform: 'linux-x64',
      libraries: { edges: [{ node: { name: 'onnxruntime-node', version: '1.30.0' } }] },
      modelVersions: { edges: [{ node: { id: 'lineage/1' } }] },
    },
  })
})
