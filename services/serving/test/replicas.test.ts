import { openArtifactStore } from '@headway/artifacts/store'
import { rolloutCompleted, rolloutFailed } from '@headway/events/serving'
import { spawnService } from '@headway/testkit/spawn-service'
import { startService } from '@headway/testkit/start-service'
import { testFolder } from '@headway/testkit/test-folder'
import { until } from '@headway/testkit/until'
import { expect, test } from 'vitest'
import { moveAlias, onnxOf, threeModels, writeVersion } from './fleet-of-models.ts'
import { fourRows, openServing, type Predicted, predictQuery } from './open-serving.ts'

test('a rollout is complete when every replica has it, and both answer the same', async () => {
  await using serving = await openServing()
  const { events, store, service } = serving
  const { database, nats, artifacts, identity, settings } = service
  await using cache = await testFolder('second-cache')
  await using second = await startService('serving', {
    database,
    nats,
    artifacts,
    identity,
    settings: { ...settings, HEADWAY_CACHE_DIR: cache.path },
  })
  await serving.createEndpoint()
  await moveAlias(events, 'champion', await threeModels(store, 'eta/1', 0), 1)
  const { data } = await events.next(rolloutCompleted)

  const first = await serving.predict()
  const other = await second.data<{ predict: Predicted }>(predictQuery, { input: fourRows })
  const { rollout } = await service.data<{ rollout: { replicas: { state: string }[] } }>(
    'query ($id: ID!) { rollout(id: $id) { replicas { state } } }',
    { id: data.rollout },
  )
  const wrong = { key: ['R1', 'S1'], bytes: onnxOf(0, { wrongBy: 1 }) }
  await moveAlias(events, 'champion', await writeVersion(store, 'eta/2', [wrong]), 2)
  await events.next(rolloutFailed)

  expect(data).toMatchObject({ loadedCount: 6, reusedCount: 0 })
  expect(rollout.replicas).toEqual([{ state: 'COMPLETED' }, { state: 'COMPLETED' }])
  expect({ ...other.predict, id: first.id }).toEqual(first)
  expect(await serving.predict()).toMatchObject({ versionId: 'eta/1', revision: 1 })
  expect(events.list(rolloutFailed)).toHaveLength(1)
})

test('a version that one replica refuses is answered by none, and revisions never go back', async () => {
  await using serving = await openServing()
  const { events, store, service } = serving
  const { database, nats, artifacts, identity, settings } = service
  await using cache = await testFolder('second-cache')
  await using folder = await testFolder('second-artifacts')
  await using secondStore = await openArtifactStore(folder.path)
  await using second = await startService('serving', {
    database,
    nats,
    artifacts,
    identity,
    settings: { ...settings, HEADWAY_CACHE_DIR: cache.path, HEADWAY_ARTIFACTS: folder.path },
  })
  const inBoth = async (versionId: string, constant: number) => {
    await threeModels(secondStore, versionId, constant)
    return await threeModels(store, versionId, constant)
  }
  await serving.createEndpoint()
  await moveAlias(events, 'champion', await inBoth('eta/1', 0), 1)
  await events.next(rolloutCompleted)
  const ended = new AbortController()
  const seen: [number[], number[]] = [[], []]
  const clients = [service, second].map(async ({ data }, replica) => {
    while (!ended.signal.aborted) {
      const { predict } = await data<{ predict: Predicted }>(predictQuery, {
        input: { ...fourRows, log: false },
      })
      seen[replica]?.push(predict.revision)
    }
  })

  // Only the first replica's store has it.
  await moveAlias(events, 'champion', await threeModels(store, 'eta/2', 1000), 2)
  await events.next(rolloutFailed)
  await moveAlias(events, 'champion', await inBoth('eta/3', 2000), 3)
  const { data } = await events.next(rolloutCompleted, ({ revision }) => revision === 3)
  await until(() => seen.every((revisions) => revisions.at(-1) === 3))
  ended.abort()
  await Promise.all(clients)

  for (const revisions of seen) {
    expect(revisions).toEqual(revisions.toSorted((a, b) => a - b))
    expect([...new Set(revisions)]).toEqual([1, 3])
  }
  expect(data.loadedCount).toBe(6)
})

test('killed in the middle of a rollout and started again, it answers the old version, then finishes', async () => {
  await using serving = await openServing()
  const { events, store } = serving
  const { database, nats, artifacts, identity, settings } = serving.service
  await serving.service.stop()
  await using process = await spawnService('serving', {
    database,
    nats,
    artifacts,
    identity,
    settings: { HEADWAY_CACHE_DIR: settings.HEADWAY_CACHE_DIR ?? '', HEADWAY_INFERENCE_THREADS: '1' },
  })
  const models = Array.from({ length: 600 }, (_, index) => ({
    key: ['R2', `S${index}`],
    bytes: onnxOf(5000 + index),
  }))
  const next = await writeVersion(store, 'eta/2', [...models, { key: ['R1', 'S1'], bytes: onnxOf(1000) }])
  await process.data('mutation { createEndpoint(input: { name: "eta", model: "eta" }) { name } }')
  await moveAlias(events, 'champion', await threeModels(store, 'eta/1', 0), 1)
  await events.next(rolloutCompleted)
  await moveAlias(events, 'champion', next, 2)
  await until(
    async () => {
      const { rollouts } = await process.data<{ rollouts: { nodes: { revision: number }[] } }>(
        '{ rollouts(endpoint: "eta", first: 1) { nodes { revision } } }',
      )
      return rollouts.nodes[0]?.revision === 2
    },
    { intervalMs: 5 },
  )
  await process.kill()
  await process.restart()

  const first = await process.data<{ predict: Predicted }>(predictQuery, { input: fourRows })
  const completed = await events.next(rolloutCompleted, ({ revision }) => revision === 2, {
    timeoutMs: 40_000,
  })
  // One that was killed after the rollout was complete restores what it last wrote down, and follows.
  const after = await until(
    async () => {
      const answer = await process.data<{ predict: Predicted }>(predictQuery, { input: fourRows })
      return answer.predict.revision === 2 ? answer : undefined
    },
    { what: 'the version answers after the restart' },
  )
  const metrics = await (await fetch(`${process.url}/metrics`)).text()

  expect(['eta/1', 'eta/2']).toContain(first.predict.versionId)
  expect(metrics).toMatch(/headway_serving_models_loaded\S* 601/)
  expect(metrics).toMatch(/headway_serving_predict_rows\S*source="exact"/)
  expect(completed.data).toMatchObject({ versionId: 'eta/2', partitionCount: 601 })
  expect(after.predict).toMatchObject({ versionId: 'eta/2', revision: 2 })
})
