import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ArtifactStore } from '@headway/artifacts/store'
import { rolloutCompleted } from '@headway/events/serving'
import { until } from '@headway/testkit/until'
import { expect, test } from 'vitest'
import { moveAlias, onnxOf, writeVersion } from './fleet-of-models.ts'
import { openServing, type Serving } from './open-serving.ts'

/** Of two models, the second's probe is near enough for ONNX Runtime and too far off for the compiled engine. */
function mixedVersion(store: ArtifactStore, versionId: string) {
  return writeVersion(store, versionId, [
    { key: ['R1', 'S1'], bytes: onnxOf(0) },
    { key: ['R1', 'S2'], bytes: onnxOf(100, { wrongBy: 0.005 }) },
  ])
}

function compiledVersion(store: ArtifactStore, versionId: string) {
  return writeVersion(store, versionId, [
    { key: ['R1', 'S1'], bytes: onnxOf(0) },
    { key: ['R1', 'S2'], bytes: onnxOf(100) },
  ])
}

/** Answers of both models, and how many models each engine runs. */
async function look({ predict, service }: Serving) {
  const { outputs, versionId } = await predict({
    partitions: ['R1/S1', 'R1/S2'],
    features: [
      { name: 'gap', values: [1, 2] },
      { name: 'speed', values: [10, 20] },
    ],
  })
  const { servingReplica } = await service.data<{
    servingReplica: { compiledCount: number; loadedCount: number }
  }>('{ servingReplica { compiledCount loadedCount } }')
  const p50 = outputs.find(({ name }) => name === 'p50')?.values
  return { p50, versionId, ...servingReplica }
}

const setEngine = ({ service }: Serving, engine: string | null) =>
  service.data<{ setEndpointEngine: { engine: string | null } }>(
    'mutation ($engine: Engine) { setEndpointEngine(name: "eta", engine: $engine) { engine } }',
    { engine },
  )

const answers = [12, 124]

test('each model runs in the compiled engine where it was proved, else in ONNX Runtime', async () => {
  await using serving = await openServing()
  await serving.createEndpoint()
  await moveAlias(serving.events, 'champion', await mixedVersion(serving.store, 'eta/1'), 1)
  await serving.events.next(rolloutCompleted)

  expect(await look(serving)).toMatchObject({ p50: answers, compiledCount: 1, loadedCount: 2 })
})

test('an operator says what runs the models of an endpoint, and it answers all the while', async () => {
  await using serving = await openServing()
  await serving.createEndpoint()
  await moveAlias(serving.events, 'champion', await compiledVersion(serving.store, 'eta/1'), 1)
  await serving.events.next(rolloutCompleted)
  expect(await look(serving)).toMatchObject({ p50: answers, compiledCount: 2 })

  expect(await setEngine(serving, 'ONNX_RUNTIME')).toEqual({ setEndpointEngine: { engine: 'ONNX_RUNTIME' } })
  await until(async () => {
    const { p50, compiledCount } = await look(serving)
    expect(p50).toEqual(answers)
    return compiledCount === 0
  })
  await setEngine(serving, 'COMPILED')
  await until(async () => (await look(serving)).compiledCount === 2)

  await moveAlias(serving.events, 'champion', await mixedVersion(serving.store, 'eta/2'), 2)
  await until(async () => {
    const { rollouts } = await serving.service.data<{ rollouts: { nodes: { state: string }[] } }>(
      '{ rollouts(endpoint: "eta", first: 1) { nodes { state } } }',
    )
    return rollouts.nodes[0]?.state === 'FAILED'
  })
  expect(await look(serving)).toMatchObject({ p50: answers, versionId: 'eta/1', compiledCount: 2 })
})

test('what was compiled once is read from the cache at the next start', async () => {
  await using serving = await openServing()
  const { settings, database, nats, artifacts, identity } = serving.service
  await serving.createEndpoint()
  await moveAlias(serving.events, 'champion', await mixedVersion(serving.store, 'eta/1'), 1)
  await serving.events.next(rolloutCompleted)
  const images = join(String(settings.HEADWAY_CACHE_DIR), 'compiled')
  const written = async () =>
    Promise.all((await readdir(images)).map(async (name) => [name, (await stat(join(images, name))).mtimeMs]))
  const before = await written()
  await serving.service.stop()

  await using again = await openServing({ settings, database, nats, artifacts, identity })

  expect(await look(again)).toMatchObject({ p50: answers, compiledCount: 1 })
  expect(before).toHaveLength(1)
  expect(await written()).toEqual(before)
})
