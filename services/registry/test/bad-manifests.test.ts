import { randomUUID } from 'node:crypto'
import { type ManifestDraft, serializeManifest } from '@headway/artifacts/manifest'
import { writePack } from '@headway/artifacts/pack'
import { modelVersionRejected } from '@headway/events/registry'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { draftManifest, type Fleet, onnxOf, openFleet, proposeVersion, registerModel } from './fleet.ts'

let fleet: Fleet
beforeAll(async () => {
  fleet = await openFleet()
  await registerModel(fleet, 'strict')
})
afterAll(() => fleet[Symbol.asyncDispose]())

type Draft = ManifestDraft & { partitions: Required<ManifestDraft>['partitions'] }

async function draft(): Promise<Draft> {
  return draftManifest(fleet, 'strict', null, [
    { key: ['R1', 'S1'], constant: 1 },
    { key: ['R1', 'S2'], constant: 2 },
  ])
}

/** The error of a proposal, after seeing that it left nothing behind. */
async function refusalOf(manifest: object, change: Record<string, unknown> = {}) {
  const { digest } = await fleet.artifacts.put(Buffer.from(JSON.stringify(manifest)))
  const { errors } = await fleet.service.graphql(
    'mutation ($input: CreateModelVersionInput!) { createModelVersion(input: $input) { id } }',
    {
      input: {
        model: 'strict',
        parent: null,
        manifestDigest: digest,
        idempotencyKey: randomUUID(),
        ...change,
      },
    },
  )
  const { model } = await fleet.service.data<{ model: { partitionCount: number; versions: object } }>(
    '{ model(name: "strict") { partitionCount versions { edges { node { id } } } } }',
  )
  expect(model).toEqual({ partitionCount: 0, versions: { edges: [] } })
  return errors?.[0]?.extensions
}

/** The first entry of a manifest with something else in it. */
function withFirst(manifest: Draft, change: object): object {
  return {
    ...manifest,
    partitions: manifest.partitions.with(0, { ...manifest.partitions[0], ...change } as never),
  }
}

test('a partition named twice', async () => {
  const manifest = await draft()
  expect(
    await refusalOf({ ...manifest, partitions: [...manifest.partitions, manifest.partitions[0]] }),
  ).toMatchObject({
    code: 'INVALID_ARGUMENT',
    field: 'partitions[2].key',
    value: 'R1/S1',
    expected: 'every partition at most once',
  })
})

test('a pack that does not exist', async () => {
  expect(await refusalOf(withFirst(await draft(), { pack: '0'.repeat(64) }))).toMatchObject({
    code: 'NOT_FOUND',
    field: 'partitions[0].pack',
    value: '0'.repeat(64),
    details: { partition: 'R1/S1' },
  })
})

test('a range outside the pack', async () => {
  expect(await refusalOf(withFirst(await draft(), { offset: 1_000_000 }))).toMatchObject({
    code: 'INVALID_ARGUMENT',
    field: 'partitions[0].offset',
    expected: expect.stringMatching(/^within \d+ bytes$/),
  })
})

test('bytes that do not match their digest', async () => {
  const manifest = await draft()
  const { sha256 } = manifest.partitions[0] ?? {}
  expect(await refusalOf(withFirst(manifest, { sha256: 'e'.repeat(64) }))).toMatchObject({
    code: 'INVALID_ARGUMENT',
    field: 'partitions[0].sha256',
    value: sha256,
    expected: 'e'.repeat(64),
  })
})

test('a key of the wrong arity', async () => {
  expect(await refusalOf(withFirst(await draft(), { key: ['R1'] }))).toMatchObject({
    code: 'INVALID_ARGUMENT',
    field: 'partitions[0].key',
    value: ['R1'],
    expected: 'values for route_id, stop_id',
  })
})

test('a file that is not ONNX', async () => {
  const pack = await writePack(fleet.artifacts, [{ name: 'x', bytes: Buffer.from('no model at all') }])
  const member = pack.members[0]
  const entry = { pack: pack.digest, offset: member?.offset, length: member?.length, sha256: member?.sha256 }
  expect(await refusalOf(withFirst(await draft(), entry))).toMatchObject({
    code: 'INVALID_ARGUMENT',
    field: 'partitions[0].model',
    expected: 'an ONNX ModelProto',
  })
})

test('an artifact with other inputs than the model’s', async () => {
  const bytes = onnxOf(1, ['propagated_s', 'hour', 'weekday'])
  const pack = await writePack(fleet.artifacts, [{ name: 'x', bytes }])
  const member = pack.members[0]
  const entry = { pack: pack.digest, offset: member?.offset, length: member?.length, sha256: member?.sha256 }
  expect(await refusalOf(withFirst(await draft(), entry))).toMatchObject({
    code: 'INVALID_ARGUMENT',
    field: 'partitions[0].inputs.features',
    value: 'features FP32 [-1, 3]',
    expected: 'features FP32 [-1, 2]',
  })
})

test('a parent that does not exist', async () => {
  const manifest = { ...(await draft()), parent: 'strict/7' }
  expect(await refusalOf(manifest, { parent: 'strict/7' })).toMatchObject({
    code: 'NOT_FOUND',
    field: 'parent',
    value: 'strict/7',
  })
})

test('a manifest of another model', async () => {
  expect(await refusalOf({ ...(await draft()), model: 'loose' })).toMatchObject({
    code: 'INVALID_ARGUMENT',
    field: 'model',
    value: 'loose',
    expected: 'strict',
  })
})

test('a manifest that is not in the store', async () => {
  expect(await refusalOf(await draft(), { manifestDigest: 'd'.repeat(64) })).toMatchObject({
    code: 'NOT_FOUND',
    field: 'manifestDigest',
    value: 'd'.repeat(64),
  })
})

test('a manifest that changes nothing', async () => {
  expect(await refusalOf({ ...(await draft()), partitions: [] })).toMatchObject({
    code: 'FAILED_PRECONDITION',
    field: 'partitions',
  })
})

test('a partition to remove that is not there', async () => {
  expect(await refusalOf({ ...(await draft()), removed: [['R9', 'S9']] })).toMatchObject({
    code: 'INVALID_ARGUMENT',
    field: 'removed[0]',
    value: 'R9/S9',
  })
})

test('a proposal by event that is not valid is answered with a rejection that says why', async () => {
  const manifest = withFirst(await draft(), { sha256: 'e'.repeat(64) }) as ManifestDraft
  const { digest } = await fleet.artifacts.put(serializeManifest(manifest))
  const run = await proposeVersion(fleet, { model: 'strict', parent: null, manifestDigest: digest })

  const { data } = await fleet.events.next(modelVersionRejected, (event) => event.run === run)

  expect(data).toMatchObject({ versionId: null, code: 'INVALID_ARGUMENT', decidedBy: 'registry' })
  expect(data.reason).toContain('field partitions[')
})
