import { randomUUID } from 'node:crypto'
import type { EventData, EventDefinition } from '@headway/events/define-event'
import type { Actor } from './actor.ts'
import type { Bus } from './bus.ts'
import { encodeEventHeaders } from './cloud-event.ts'

export type PublishEventOptions = {
  /** Who publishes (`ce-source` becomes `/headway/<source>`). */
  source: string
  actor: Actor
  aggregate?: string
  /** Give it where publishing twice must count once. */
  id?: string
}

/**
 * Publishes an event from a process without a database, and waits until the stream has it; returns its id. Where
 * the event tells of a change in a database, `emit` it instead.
 */
export async function publishEvent<Definition extends EventDefinition>(
  bus: Bus,
  event: Definition,
  data: EventData<Definition>,
  options: PublishEventOptions,
): Promise<string> {
  const id = options.id ?? randomUUID()
  const headers = encodeEventHeaders({
    id,
    type: event.type,
    time: new Date(),
    subject: options.aggregate,
    revision: undefined,
    actor: options.actor,
  })
  await bus.publish(event.type, event.shape.parse(data), {
    id,
    headers: { ...headers, 'ce-source': `/headway/${options.source}` },
  })
  return id
}
