import { rename } from 'node:fs/promises'
import { rolloutCompleted } from '@headway/events/serving'
import { startService } from '@headway/testkit/start-service'
import { testNats } from '@headway/testkit/test-nats'
import { until } from '@headway/testkit/until'
import { expect, test } from 'vitest'
import { moveAlias, threeModels } from './fleet-of-models.ts'
import { fourRows, openServing, type Predicted, predictQuery } from './open-serving.ts'

test('it starts from its own cache while database, bus and artifact store are away', async () => {
  await using nats = await testNats()
  await using serving = await openServing({ nats })
  const { service, events } = serving
  await serving.createEndpoint()
  await moveAlias(events, 'champion', await threeModels(serving.store, 'eta/1', 0), 1)
  await events.next(rolloutCompleted)
  const before = await serving.predict()
  await service.stop()
  await events[Symbol.asyncDispose]()
  await nats.stop()
  await rename(service.artifacts.path, `${service.artifacts.path}-away`)

  const { settings, database, artifacts, identity } = service
  await using alone = await startService('serving', {
    database,
    nats,
    artifacts,
    identity,
    settings: { ...settings, HEADWAY_DATABASE_URL: 'postgres://nobody:x@127.0.0.1:1/none' },
  })
  const answer = await alone.data<{ predict: Predicted }>(predictQuery, { input: fourRows })
  const ready = await fetch(`${alone.url}/readyz`)

  expect({ ...answer.predict, id: before.id }).toEqual(before)
  expect(ready.status).toBe(200)
  expect(await ready.json()).toMatchObject({
    status: 'degraded',
    checks: {
      following: { ok: false },
      models: { ok: true, detail: expect.stringMatching(/^1 endpoints, 3 models/) },
    },
  })
})

test('started again, it answers at once and then follows what was said meanwhile', async () => {
  await using serving = await openServing()
  const { service, events } = serving
  await serving.createEndpoint()
  await moveAlias(events, 'champion', await threeModels(serving.store, 'eta/1', 0), 1)
  await events.next(rolloutCompleted)
  await service.stop()
  await moveAlias(events, 'champion', await threeModels(serving.store, 'eta/2', 1000), 2)

  const { settings, database, nats, artifacts, identity } = service
  await using again = await openServing({ settings, database, nats, artifacts, identity })
  const first = await again.predict()
  await until(async () => (await again.predict()).versionId === 'eta/2')

  expect(['eta/1', 'eta/2']).toContain(first.versionId)
})
