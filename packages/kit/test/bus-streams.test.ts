import { ensureStream, eventStreams } from '@headway/kit/bus-streams'
import { createLog } from '@headway/kit/log'
import { testNats } from '@headway/testkit/test-nats'
import { until } from '@headway/testkit/until'
import { connect } from 'nats'
import { expect, test } from 'vitest'

const log = createLog('test', 'warn')
const limits = { maxAgeSeconds: 3600, maxBytes: 1e7 }

test('a stream takes new settings and new sources when a release brings them', async () => {
  await using nats = await testNats()
  const connection = await connect({ servers: nats.url })
  await using _ = { [Symbol.asyncDispose]: () => connection.close() }
  const manager = await connection.jetstreamManager()
  const jetstream = connection.jetstream()
  for (const name of ['ONE', 'TWO']) {
    await ensureStream(manager, { name, subjects: [`${name.toLowerCase()}.>`], ...limits }, 1, log)
  }
  await ensureStream(manager, { name: 'ALL', sources: ['ONE'], ...limits }, 1, log)

  await ensureStream(manager, { name: 'ONE', subjects: ['one.>'], ...limits, maxAgeSeconds: 7200 }, 1, log)
  await ensureStream(manager, { name: 'ALL', sources: ['ONE', 'TWO'], ...limits }, 1, log)
  await jetstream.publish('one.a', 'a')
  await jetstream.publish('two.b', 'b')

  await until(async () => (await manager.streams.info('ALL')).state.messages === 2, {
    what: 'messages of both',
  })
  expect((await manager.streams.info('ONE')).config.max_age).toBe(7200e9)
})

test('processes that start together agree on the streams', async () => {
  await using nats = await testNats()
  const connection = await connect({ servers: nats.url })
  await using _ = { [Symbol.asyncDispose]: () => connection.close() }
  const manager = await connection.jetstreamManager()
  const ensureAll = async () => {
    for (const spec of eventStreams) await ensureStream(manager, spec, 1, log)
  }

  await Promise.all(Array.from({ length: 8 }, ensureAll))

  expect((await manager.streams.list().next()).length).toBe(eventStreams.length)
})
