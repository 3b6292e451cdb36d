import { spawnService } from '@headway/testkit/spawn-service'
import { startService } from '@headway/testkit/start-service'
import { expect, test } from 'vitest'

const folder = new URL('./sample/', import.meta.url)

test('a service starts with surroundings of its own and takes internal tokens of any role', async () => {
  await using sample = await startService('sample', { folder })

  await sample.data('mutation { addSample(id: 7) }', {}, { as: 'operator' })
  const samples = await sample.data('{ samples }', {}, { as: 'viewer' })
  const refused = await sample.graphql('mutation { addSample(id: 8) }', {}, { as: 'viewer' })

  expect(samples).toEqual({ samples: [7] })
  expect(refused.errors?.[0]?.extensions?.code).toBe('PERMISSION_DENIED')
})

test('a service in a process of its own can be killed and comes back with what it had', async () => {
  await using sample = await spawnService('sample', { folder })
  await sample.data('mutation { addSample(id: 7) }')

  await sample.kill()
  await sample.restart()

  expect(await sample.data('{ samples }')).toEqual({ samples: [7] })
  expect(await sample.stop()).toBe(0)
})
