import { openArtifactStore } from '@headway/artifacts/store'
import { rolloutCompleted } from '@headway/events/serving'
import { spawnService } from '@headway/testkit/spawn-service'
import { openTestEvents } from '@headway/testkit/test-events'
import { until } from '@headway/testkit/until'
import { expect, test } from 'vitest'
import { moveAlias, threeModels } from './fleet-of-models.ts'

test('an inference that fails is logged without what was sent, one that is refused is not', async () => {
  await using service = await spawnService('serving', { settings: { HEADWAY_PREDICT_DEADLINE_MS: '1' } })
  await using events = await openTestEvents(service.nats.url)
  await using store = await openArtifactStore(service.artifacts.path)
  const create = 'mutation ($input: CreateEndpointInput!) { createEndpoint(input: $input) { name } }'
  await service.data(create, { input: { name: 'eta', model: 'eta' } })
  await moveAlias(events, 'champion', await threeModels(store, 'eta/1', 0), 1)
  await events.next(rolloutCompleted)
  const infer = (model: string, rows: number) =>
    fetch(`${service.url}/v2/models/${model}/infer`, {
      method: 'POST',
      headers: { authorization: `Bearer ${service.identity.apiToken('viewer')}` },
      body: JSON.stringify({
        inputs: [
          { name: 'partition', shape: [rows], datatype: 'BYTES', data: Array(rows).fill('R1/S1') },
          { name: 'features', shape: [rows, 2], datatype: 'FP32', data: Array(2 * rows).fill(4711.25) },
        ],
      }),
    })

  const refused = await infer('nobody', 1)
  const failed = await infer('eta', 60_000)

  expect([refused.status, failed.status]).toEqual([404, 503])
  await until(() => service.output().includes('inference failed'))
  const lines = service.output().split('\n')
  const [line = '', ...more] = lines.filter((one) => one.includes('inference failed'))
  expect(more).toEqual([])
  expect(JSON.parse(line)).toMatchObject({
    level: 'error',
    method: 'POST',
    url: '/v2/models/eta/infer',
    err: { code: 'UNAVAILABLE' },
  })
  expect(service.output()).not.toContain('4711.25')
})
