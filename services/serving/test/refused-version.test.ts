import { writeFile } from 'node:fs/promises'
import { rolloutCompleted, rolloutFailed } from '@headway/events/serving'
import { ModelProto } from '@headway/onnx/onnx-proto'
import { regressorModel } from '@headway/onnx/regressor'
import { expect, test } from 'vitest'
import { modelOf, moveAlias, onnxOf, threeModels, writeVersion } from './fleet-of-models.ts'
import { openServing, type Serving } from './open-serving.ts'

type Models = Parameters<typeof writeVersion>[2]

/** Serves eta/1, then tries a version in which one partition is not what it should be. */
async function refuse(serving: Serving, models: Models, change: Parameters<typeof writeVersion>[3] = {}) {
  const { events, store } = serving
  await serving.createEndpoint()
  await moveAlias(events, 'champion', await threeModels(store, 'eta/1', 0), 1)
  await events.next(rolloutCompleted)
  await moveAlias(events, 'champion', await writeVersion(store, 'eta/2', models, change), 2)
  const { data } = await events.next(rolloutFailed)
  return { data, answer: await serving.predict() }
}

const good = { key: ['R1', 'S1'], bytes: onnxOf(0) }

test('a model that does not answer its probe rows as recorded keeps the old version', async () => {
  await using serving = await openServing()
  const wrong = { key: ['R1', 'S2'], bytes: onnxOf(1000, { wrongBy: 1 }) }

  const { data, answer } = await refuse(serving, [good, wrong])

  expect(data).toMatchObject({
    code: 'INVALID_ARGUMENT',
    partition: 'R1/S2',
    versionId: 'eta/2',
    revision: 2,
  })
  expect(data.reason).toContain('probe')
  expect(answer).toMatchObject({ versionId: 'eta/1', revision: 1 })
  const { rollouts } = await serving.service.data<{ rollouts: { nodes: unknown[] } }>(
    '{ rollouts(endpoint: "eta", first: 1) { nodes { state failure { code partition } version { id } previousVersion { id } } } }',
  )
  expect(rollouts.nodes).toEqual([
    {
      state: 'FAILED',
      failure: { code: 'INVALID_ARGUMENT', partition: 'R1/S2' },
      version: { id: 'eta/2' },
      previousVersion: { id: 'eta/1' },
    },
  ])
})

test('an artifact whose bytes do not match its digest keeps the old version', async () => {
  await using serving = await openServing()
  const wrong = { key: ['R1', 'S2'], bytes: onnxOf(1000), sha256: 'a'.repeat(64) }

  const { data, answer } = await refuse(serving, [good, wrong])

  expect(data).toMatchObject({ code: 'INVALID_ARGUMENT', partition: 'R1/S2' })
  expect(data.reason).toContain('digest')
  expect(answer).toMatchObject({ versionId: 'eta/1' })
})

test('an artifact that is not ONNX keeps the old version', async () => {
  await using serving = await openServing()

  const { data, answer } = await refuse(serving, [
    good,
    { key: ['R1', 'S2'], bytes: Buffer.from('not a model') },
  ])

  expect(data).toMatchObject({ code: 'INVALID_ARGUMENT', partition: 'R1/S2' })
  expect(data.reason).toContain('ONNX')
  expect(answer).toMatchObject({ versionId: 'eta/1' })
})

test('a model with other inputs than the signature keeps the old version', async () => {
  await using serving = await openServing()
  const bytes = regressorModel({
    ...modelOf(0),
    featureNames: ['a', 'b', 'c'],
    linear: Float32Array.of(1, 2, 3),
  })

  const { data, answer } = await refuse(serving, [good, { key: ['R1', 'S2'], bytes }])

  expect(data).toMatchObject({ code: 'INVALID_ARGUMENT', partition: 'R1/S2' })
  expect(data.reason).toContain('signature')
  expect(answer).toMatchObject({ versionId: 'eta/1' })
})

test('a model without probe rows that gives more than one value a row keeps the old version', async () => {
  await using serving = await openServing()

  const { data, answer } = await refuse(serving, [good, { key: ['R1', 'S2'], bytes: pairModel() }])

  expect(data).toMatchObject({ code: 'INVALID_ARGUMENT', partition: 'R1/S2' })
  expect(data.reason).toContain('2 values of p50')
  expect(answer).toMatchObject({ versionId: 'eta/1' })
})

test('a manifest that is not complete keeps the old version', async () => {
  await using serving = await openServing()

  const { data, answer } = await refuse(serving, [good], { complete: false })

  expect(data).toMatchObject({ code: 'INVALID_ARGUMENT', partition: null })
  expect(answer).toMatchObject({ versionId: 'eta/1' })
})

test('a manifest that is in no store keeps the old version, and the next version goes live', async () => {
  await using serving = await openServing()
  const { events, store } = serving
  await serving.createEndpoint()
  await moveAlias(events, 'champion', await threeModels(store, 'eta/1', 0), 1)
  await events.next(rolloutCompleted)
  await moveAlias(events, 'champion', { versionId: 'eta/2', manifestDigest: 'b'.repeat(64) }, 2)
  const { data } = await events.next(rolloutFailed)
  const between = await serving.predict()
  await moveAlias(events, 'champion', await threeModels(store, 'eta/3', 3000), 3)
  await events.next(rolloutCompleted, ({ revision }) => revision === 3)

  const after = await serving.predict()

  expect(data).toMatchObject({ code: 'NOT_FOUND', partition: null })
  expect(between).toMatchObject({ versionId: 'eta/1' })
  expect(after).toMatchObject({ versionId: 'eta/3', revision: 3 })
})

test('bytes that went bad in the local cache are fetched again', async () => {
  await using serving = await openServing()
  const { events, store, service } = serving
  const version = await threeModels(store, 'eta/1', 0)
  // What lies in the cache under that name is not linked to the store's own file.
  await writeFile(`${service.settings.HEADWAY_CACHE_DIR}/objects/${version.manifestDigest}`, 'rotten')
  await serving.createEndpoint()
  await moveAlias(events, 'champion', version, 1)
  await events.next(rolloutCompleted)

  const answer = await serving.predict()

  expect(answer).toMatchObject({ versionId: 'eta/1' })
})

/** Says that it answers [N, 1] and answers the features of all rows in one. */
function pairModel(): Uint8Array {
  const tensor = (name: string, columns: number) => ({
    name,
    type: { tensorType: { elemType: 1, shape: { dim: [{ dimParam: 'N' }, { dimValue: columns }] } } },
  })
  const axis = { name: 'axis', type: 2, i: 0 }
  return ModelProto.encode({
    irVersion: 10,
    producerName: 'elsewhere',
    opsetImport: [{ domain: '', version: 21 }],
    graph: {
      name: 'pairs',
      node: ['p50', 'rider'].map((name) => ({
        opType: 'Flatten',
        input: ['features'],
        output: [name],
        attribute: [axis],
      })),
      input: [tensor('features', 2)],
      output: [tensor('p50', 1), tensor('rider', 1)],
    },
  }).finish()
}
