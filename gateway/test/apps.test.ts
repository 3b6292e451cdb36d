import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { predictionsChanged } from '@headway/events/departures'
import { startService } from '@headway/testkit/start-service'
import { openTestEvents } from '@headway/testkit/test-events'
import { testFolder } from '@headway/testkit/test-folder'
import { until } from '@headway/testkit/until'
import { createClient } from 'graphql-sse'
import { expect, test } from 'vitest'
import { openGateway } from './open-gateway.ts'

const app = (file: string) =>
  fileURLToPath(new URL(`../../reference-apps/departures/${file}`, import.meta.url))
const settings = {
  HEADWAY_SUPERGRAPH: app('supergraph.graphql'),
  HEADWAY_TOPICS: app('topics.json'),
}

test("an app's subscription tells what its topic says, and its subgraph that is down takes nothing else with it", async () => {
  await using registry = await startService('registry')
  await using gateway = await openGateway({
    natsUrl: registry.nats.url,
    identity: registry.identity,
    subgraphs: { registry: registry.url, departures: 'http://127.0.0.1:1' },
    settings,
  })
  await using events = await openTestEvents(registry.nats.url)
  const messages: { data?: { departuresChanged: Record<string, unknown> }; errors?: readonly object[] }[] = []
  const client = createClient({
    url: `${gateway.url}/graphql`,
    headers: { authorization: `Bearer ${gateway.identity.apiToken('viewer')}` },
    retryAttempts: 0,
  })
  client.subscribe(
    { query: 'subscription { departuresChanged(stopId: "S2") { event data stop { name } } }' },
    {
      next: (message) => void messages.push(message as (typeof messages)[number]),
      error: () => undefined,
      complete: () => undefined,
    },
  )

  await events.publish(predictionsChanged, { stops: ['S1'] })
  await until(async () => {
    await events.publish(predictionsChanged, { stops: ['S3', 'S2'] })
    return messages.length > 0
  })
  client.dispose()
  const { data, errors } = await gateway.ask('{ models { edges { cursor } } stop(id: "S2") { name } }')

  expect(messages[0]?.data?.departuresChanged).toEqual({
    event: 'departures.predictions.changed',
    data: { stops: ['S3', 'S2'] },
    stop: null,
  })
  expect(messages[0]?.errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE', service: 'departures' } }])
  expect(data).toEqual({ models: { edges: [] }, stop: null })
  expect(errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE', service: 'departures' } }])
})

test('topics that do not fit the graph are refused at the start, with what is wrong', async () => {
  await using folder = await testFolder('topics')
  const write = async (topics: object) => {
    const path = join(folder.path, 'topics.json')
    await writeFile(path, JSON.stringify({ format: 'headway.topics/1', topics }))
    return path
  }
  const topic = {
    events: ['departures.predictions.changed'],
    subject: 'departures.>',
    match: [{ argument: 'stop', isIn: 'stops' }],
  }
  const start = (more: Record<string, string>) => openGateway({ settings: { ...settings, ...more } })

  await expect(start({ HEADWAY_TOPICS: '' })).rejects.toThrow('Subscription.departuresChanged has no topic')
  await expect(start({ HEADWAY_TOPICS: await write({ departuresChanged: topic }) })).rejects.toThrow(
    'Subscription.departuresChanged: it has no argument stop; Subscription.departuresChanged: the topic does not say what DeparturesChange.stop is',
  )
  await expect(start({ HEADWAY_TOPICS: await write({ runChanged: topic }) })).rejects.toThrow(
    'topics.runChanged is wrong: expected a subscription that no other file has',
  )
  await expect(
    start({ HEADWAY_TOPICS: await write({ departuresChanged: { ...topic, events: ['a.b'] } }) }),
  ).rejects.toThrow('topics.departuresChanged.events.0 is wrong: expected the type of an event')
  await expect(start({ HEADWAY_TOPICS: join(folder.path, 'none.json') })).rejects.toThrow(
    'none.json: the file is wrong: expected a file that can be read',
  )
})
