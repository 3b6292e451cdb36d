import { openBus } from '@headway/kit/bus'
import { createLog } from '@headway/kit/log'
import { testNats } from '@headway/testkit/test-nats'
import { until } from '@headway/testkit/until'
import { expect, test } from 'vitest'

const stream = { name: 'ERRANDS', subjects: ['errand.>'], maxAgeSeconds: 3600, maxBytes: 1e7 }
const consumer = { stream: 'ERRANDS', durable: 'runner', filterSubject: 'errand.go', maxAckPending: 100 }

/** Longer than a request for a message lives, so that one with a message in hand would ask again. */
const longErrandMs = 8000

test('whoever has a long message in hand takes no other from those who are idle', async () => {
  await using nats = await testNats()
  const log = createLog('test', 'warn')
  await using busy = openBus({ url: nats.url, name: 'busy', log, streams: [stream] })
  await using idle = openBus({ url: nats.url, name: 'idle', log, streams: [stream] })
  await busy.connection()
  const held = Promise.withResolvers<void>()
  const seen: { by: string; text: unknown }[] = []
  await using stack = new AsyncDisposableStack()
  stack.use(
    busy.consume(consumer, async (message) => {
      seen.push({ by: 'busy', text: message.json() })
      if (message.json() === 'long') await held.promise
    }),
  )

  await busy.publish('errand.go', 'long', { id: 'long' })
  await until(() => seen.length === 1)
  const since = Date.now()
  await until(() => Date.now() - since > longErrandMs, { timeoutMs: 20_000 })
  stack.use(
    idle.consume(consumer, async (message) => {
      seen.push({ by: 'idle', text: message.json() })
    }),
  )
  // Disposed first: a consumption ends only when what it has in hand ends.
  stack.defer(() => held.resolve())
  for (const text of ['a', 'b', 'c']) await busy.publish('errand.go', text, { id: text })
  await until(() => seen.length === 4, { timeoutMs: 5000 })

  expect(seen.slice(1)).toEqual(['a', 'b', 'c'].map((text) => ({ by: 'idle', text })))
})
