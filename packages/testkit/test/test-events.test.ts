import { aliasMoved } from '@headway/events/registry'
import { openTestEvents } from '@headway/testkit/test-events'
import { testNats } from '@headway/testkit/test-nats'
import { expect, test } from 'vitest'

test('an event published for another service is seen with who acted', async () => {
  await using nats = await testNats()
  await using bus = await openTestEvents(nats.url)
  const moved = {
    model: 'departures',
    alias: 'champion',
    versionId: 'departures/7',
    previousVersionId: null,
    revision: 3,
    manifestDigest: 'a'.repeat(64),
    movedBy: 'ana',
    movedAt: '2026-11-23T10:00:00.000Z',
    reason: 'better',
    run: null,
  }

  await bus.publish(aliasMoved, moved, { aggregate: 'departures', actor: { id: 'ana', roles: ['approver'] } })
  const seen = await bus.next(aliasMoved, (data) => data.revision === 3)

  expect(seen).toMatchObject({ type: 'registry.alias.moved', subject: 'departures', data: moved })
  expect(seen.actor?.id).toBe('ana')
})

test('two that open the bus at once both get its streams', async () => {
  await using nats = await testNats()

  const opened = await Promise.all([openTestEvents(nats.url), openTestEvents(nats.url)])

  expect(opened.map((one) => one.list(aliasMoved))).toEqual([[], []])
  for (const one of opened) await one[Symbol.asyncDispose]()
})
