import { rolloutCompleted } from '@headway/events/serving'
import { expect, test } from 'vitest'
import { moveAlias, threeModels } from './fleet-of-models.ts'
import { fourRows, openServing, predictQuery } from './open-serving.ts'

test('more rows than the queue takes are refused, and what was let in is answered', async () => {
  await using serving = await openServing({ settings: { HEADWAY_PREDICT_QUEUE_ROWS: '4' } })
  await serving.createEndpoint()
  await moveAlias(serving.events, 'champion', await threeModels(serving.store, 'eta/1', 0), 1)
  await serving.events.next(rolloutCompleted)
  const many = Array.from({ length: 5000 }, () => 1)
  const input = {
    endpoint: 'eta',
    partitions: many.map(() => 'R1/S1'),
    features: ['gap', 'speed'].map((name) => ({ name, values: many })),
    log: false,
  }

  const answers = await Promise.all(
    Array.from({ length: 12 }, () => serving.service.graphql(predictQuery, { input })),
  )
  const later = await serving.service.graphql(predictQuery, { input: fourRows })

  const refused = answers.filter(({ errors }) => errors)
  expect(refused.length).toBeGreaterThan(0)
  expect(refused.length).toBeLessThan(12)
  for (const { errors } of refused) expect(errors?.[0]?.extensions?.code).toBe('RESOURCE_EXHAUSTED')
  expect(later.errors).toBeUndefined()
})

test('rows that are not answered before the deadline are given up', async () => {
  await using serving = await openServing({ settings: { HEADWAY_PREDICT_DEADLINE_MS: '1' } })
  await serving.createEndpoint()
  await moveAlias(serving.events, 'champion', await threeModels(serving.store, 'eta/1', 0), 1)
  await serving.events.next(rolloutCompleted)
  const many = Array.from({ length: 60_000 }, () => 1)
  const input = {
    endpoint: 'eta',
    partitions: many.map(() => 'R1/S1'),
    features: ['gap', 'speed'].map((name) => ({ name, values: many })),
    log: false,
  }

  const { errors } = await serving.service.graphql(predictQuery, { input })

  expect(errors?.[0]).toMatchObject({ message: expect.stringContaining('deadline') })
  expect(errors?.[0]?.extensions?.code).toBe('UNAVAILABLE')
})
