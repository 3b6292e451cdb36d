import assert from 'node:assert/strict'
import { allEventsStream } from '@headway/events/catalog'
import { openBus } from '@headway/kit/bus'
import { createLog } from '@headway/kit/log'
import type { Installation } from './installation.ts'

/** Who was given the credentials of an observer reads the events, and can do nothing else. */
export async function checkObserved({ observerUrl }: Installation): Promise<string> {
  const log = createLog('check', 'silent')
  await using bus = openBus({ url: observerUrl, name: 'check', log, streams: [] })
  const nats = await bus.connection(AbortSignal.timeout(10_000))
  const consumer = await nats.jetstream().consumers.get(allEventsStream, 'observer')
  const message = await consumer.next({ expires: 5000 })
  assert.ok(message, 'no event is there to read')
  message.ack()
  await assert.rejects(bus.publish('registry.alias.moved', {}, { id: 'check' }), /permissions violation/i)
  await assert.rejects(nats.request('$JS.API.STREAM.DELETE.REGISTRY', ''), /permissions violation/i)
  return `read ${message.subject}, may not publish`
}
