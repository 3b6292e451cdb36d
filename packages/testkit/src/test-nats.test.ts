import { connect } from 'nats'
import { expect, test } from 'vitest'
import { testNats } from './test-nats.ts'

test('a message survives a restart of the nats-server', async () => {
  await using nats = await testNats()
  const before = await connect({ servers: nats.url })
  await (await before.jetstreamManager()).streams.add({ name: 'KEPT', subjects: ['kept.>'] })
  await before.jetstream().publish('kept.one', 'still here')
  await before.close()

  await nats.stop()
  await nats.start()

  const after = await connect({ servers: nats.url })
  const message = await (await after.jetstreamManager()).streams.getMessage('KEPT', { seq: 1 })
  expect(message.string()).toBe('still here')
  await after.close()
})

test('a client left connected is told', async () => {
  const nats = await testNats()
  const left = await connect({ servers: nats.url, name: 'forgotten', reconnect: false })

  const closing = nats[Symbol.asyncDispose]()

  await expect(closing).rejects.toThrow("still connected to the test's nats-server: forgotten")
  await left.closed()
})
