import { rolloutCompleted, rolloutStarted } from '@headway/events/serving'
import { testNats } from '@headway/testkit/test-nats'
import { until } from '@headway/testkit/until'
import { expect, test } from 'vitest'
import { moveAlias, onnxOf, threeModels, writeVersion } from './fleet-of-models.ts'
import { fourRows, openServing, predictQuery } from './open-serving.ts'

test('an endpoint answers by the models of its partitions, then pooled ones, then the baseline', async () => {
  await using serving = await openServing()
  const { events, store } = serving
  const version = await threeModels(store, 'eta/1', 100)
  await serving.createEndpoint()
  await moveAlias(events, 'champion', version, 1)
  const completed = await events.next(rolloutCompleted)

  const answer = await serving.predict()

  expect(completed.data).toMatchObject({
    endpoint: 'eta',
    variant: 'PRIMARY',
    versionId: 'eta/1',
    revision: 1,
    partitionCount: 3,
    loadedCount: 3,
    reusedCount: 0,
  })
  await until(() => events.list(rolloutStarted).length === 1)
  expect(answer).toMatchObject({
    versionId: 'eta/1',
    revision: 1,
    sources: ['exact', 'exact', 'pooled:R1/*', 'baseline'],
    outputs: [
      { name: 'p50', values: [112, 224, 336, 405] },
      { name: 'rider', values: [111, 223, 335, null] },
    ],
  })
})

test('a new endpoint begins with what its aliases name already', async () => {
  await using serving = await openServing()
  const { events, store } = serving
  await moveAlias(events, 'champion', await threeModels(store, 'eta/1', 0), 1)
  await moveAlias(events, 'champion', await threeModels(store, 'eta/2', 1000), 2)
  // Said last and handled in order: once it is live, what was said before it is known too.
  await moveAlias(events, 'champion', await threeModels(store, 'other/1', 0), 1)
  await serving.createEndpoint({ name: 'other', model: 'other' })
  await events.next(rolloutCompleted)
  await serving.createEndpoint()
  await events.next(rolloutCompleted, ({ versionId }) => versionId === 'eta/2')

  const answer = await serving.predict()

  expect(answer).toMatchObject({ versionId: 'eta/2', revision: 2 })
})

test('a challenger is loaded, answers only those who ask for it, and is promoted without loading again', async () => {
  await using serving = await openServing()
  const { events, store } = serving
  const champion = await threeModels(store, 'eta/1', 0)
  const challenger = await writeVersion(store, 'eta/2', [
    { key: ['R1', 'S1'], bytes: onnxOf(1000) },
    { key: ['R1', 'S2'], bytes: onnxOf(100) },
    { key: ['R1', '*'], bytes: onnxOf(200) },
  ])
  await serving.createEndpoint()
  await moveAlias(events, 'champion', champion, 1)
  // Variants load side by side: what the second reuses depends on which comes first.
  await events.next(rolloutCompleted, ({ variant }) => variant === 'PRIMARY')
  await moveAlias(events, 'challenger', challenger, 1)
  const warm = await events.next(rolloutCompleted, ({ variant }) => variant === 'CHALLENGER')

  const before = await serving.predict()
  const asked = await serving.predict({ versionId: 'eta/2' })
  await moveAlias(events, 'champion', challenger, 2)
  const promoted = await events.next(rolloutCompleted, ({ revision }) => revision === 2)
  const after = await serving.predict({ minimumRevision: 2 })

  expect(warm.data).toMatchObject({ loadedCount: 1, reusedCount: 2 })
  expect(before).toMatchObject({ versionId: 'eta/1' })
  expect(asked).toMatchObject({ versionId: 'eta/2' })
  expect(asked.outputs[0]?.values.slice(0, 3)).toEqual([1012, 124, 236])
  expect(promoted.data).toMatchObject({ loadedCount: 0, reusedCount: 3, previousVersionId: 'eta/1' })
  expect(after).toMatchObject({ versionId: 'eta/2', revision: 2 })
})

test('an older revision that arrives late changes nothing, and one told again has its outcome told again', async () => {
  await using serving = await openServing()
  const { events, store } = serving
  const first = await threeModels(store, 'eta/1', 0)
  const second = await threeModels(store, 'eta/2', 1000)
  await serving.createEndpoint()
  await moveAlias(events, 'champion', second, 2)
  await events.next(rolloutCompleted)
  await moveAlias(events, 'champion', first, 1)
  await moveAlias(events, 'champion', second, 2)
  await until(() => events.list(rolloutCompleted).length === 2)

  const answer = await serving.predict()

  expect(answer).toMatchObject({ versionId: 'eta/2', revision: 2 })
  expect(events.list(rolloutCompleted).map(({ data }) => data.versionId)).toEqual(['eta/2', 'eta/2'])
})

test('no request fails and none mixes versions while rollouts go on', async () => {
  await using serving = await openServing({ settings: { HEADWAY_INFERENCE_THREADS: '2' } })
  const { events, store } = serving
  const keys = Array.from({ length: 40 }, (_, index) => `S${index}`)
  const versions = await Promise.all(
    [1, 2, 3, 4, 5, 6].map((number) =>
      writeVersion(
        store,
        `eta/${number}`,
        keys.map((key, index) => ({ key: ['R1', key], bytes: onnxOf(number * 1000 + index) })),
      ),
    ),
  )
  const rows = {
    partitions: keys.map((key) => `R1/${key}`),
    features: ['speed', 'gap'].map((name) => ({ name, values: keys.map(() => 0) })),
    log: false,
  }
  await serving.createEndpoint()
  const [first, ...rest] = versions
  if (first) await moveAlias(events, 'champion', first, 1)
  await events.next(rolloutCompleted)
  const ended = new AbortController()
  const seen = new Map<string, number>()
  const clients = Array.from({ length: 4 }, async () => {
    while (!ended.signal.aborted) {
      const { versionId, outputs } = await serving.predict(rows)
      const constant = Number(versionId.slice('eta/'.length)) * 1000
      expect(outputs[0]?.values).toEqual(keys.map((_, index) => constant + index))
      seen.set(versionId, (seen.get(versionId) ?? 0) + 1)
    }
  })

  for (const [index, version] of rest.entries()) {
    await moveAlias(events, 'champion', version, index + 2)
    await events.next(rolloutCompleted, ({ versionId }) => versionId === version.versionId)
    const answeredBefore = seen.get(version.versionId) ?? 0
    await until(() => (seen.get(version.versionId) ?? 0) > answeredBefore)
  }
  ended.abort()
  await Promise.all(clients)

  expect([...seen.keys()].sort()).toEqual(versions.map(({ versionId }) => versionId))
  const { endpoint } = await serving.service.data<{ endpoint: { residentArtifactCount: number } }>(
    '{ endpoint(name: "eta") { residentArtifactCount } }',
  )
  expect(endpoint.residentArtifactCount).toBe(40)
})

test('an endpoint answers while nats-server is away, and follows what was said meanwhile', async () => {
  await using nats = await testNats()
  await using serving = await openServing({ nats })
  const { events, store } = serving
  const [first, second] = [await threeModels(store, 'eta/1', 0), await threeModels(store, 'eta/2', 1000)]
  await serving.createEndpoint()
  await moveAlias(events, 'champion', first, 1)
  await events.next(rolloutCompleted)
  await nats.stop()
  const alone = await serving.predict()
  await nats.start()
  await until(
    () =>
      moveAlias(events, 'champion', second, 2).then(
        () => true,
        () => false,
      ),
    { timeoutMs: 30_000 },
  )
  await until(async () => (await serving.predict()).versionId === 'eta/2', { timeoutMs: 30_000 })

  expect(alone).toMatchObject({ versionId: 'eta/1' })
})

test('a deleted endpoint is gone and its models with it', async () => {
  await using serving = await openServing()
  const { events, store, service } = serving
  await serving.createEndpoint()
  await moveAlias(events, 'champion', await threeModels(store, 'eta/1', 0), 1)
  await events.next(rolloutCompleted)

  await service.data('mutation { deleteEndpoint(name: "eta") { name } }', {}, { as: 'operator' })
  const after = await until(async () => (await service.graphql(predictQuery, { input: fourRows })).errors)

  expect(after[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', field: 'endpoint', value: 'eta' })
  const ready = (await (await fetch(`${service.url}/readyz`)).json()) as { checks: Record<string, unknown> }
  expect(ready.checks.models).toMatchObject({ detail: '0 endpoints, 0 models, 0 of them in memory' })
})
