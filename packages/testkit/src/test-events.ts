import { randomUUID } from 'node:crypto'
import { allEventsStream } from '@headway/events/catalog'
import type { EventData, EventDefinition } from '@headway/events/define-event'
import type { Actor } from '@headway/kit/actor'
import { connectionOptions } from '@headway/kit/bus-connection-options'
import { ensureStream, eventStreams } from '@headway/kit/bus-streams'
import { decodeEventHeaders, encodeEventHeaders } from '@headway/kit/cloud-event'
import { createLog } from '@headway/kit/log'
import { connect, headers, type MsgHdrs, type NatsConnection } from 'nats'
import { track } from './left-open.ts'
import { until } from './until.ts'

/** An event as somebody outside the service sees it. */
export type SeenEvent<Data> = {
  id: string
  type: string
  subject: string | undefined
  actor: Actor | undefined
  data: Data
}

/** Stands in for the other services on the bus: publishes what they would and reads what the service says. */
export type TestEvents = {
  publish: <Definition extends EventDefinition>(
    event: Definition,
    data: EventData<Definition>,
    options?: { id?: string; aggregate?: string; revision?: number; actor?: Actor },
  ) => Promise<string>
  /** Every event of one kind so far, oldest first. */
  list: <Definition extends EventDefinition>(event: Definition) => SeenEvent<EventData<Definition>>[]
  /** The first event of one kind that fits, waiting for it. */
  next: <Definition extends EventDefinition>(
    event: Definition,
    fits?: (data: EventData<Definition>) => boolean,
    options?: { timeoutMs?: number },
  ) => Promise<SeenEvent<EventData<Definition>>>
} & AsyncDisposable

/** Connects to a bus (a token stands in its URL), makes the event streams where they are missing, and reads them from their beginning. */
export async function openTestEvents(natsUrl: string): Promise<TestEvents> {
  const connection = await connect(connectionOptions(natsUrl, 'test events'))
  // A service that starts at the same moment makes the same streams: who comes second looks again.
  const makeStreams = () => ensureEventStreams(connection).then(() => true)
  await until(makeStreams, { what: 'the event streams exist' }).catch(async (error: unknown) => {
    await connection.close()
    throw error
  })
  const jetstream = connection.jetstream()
  const seen: SeenEvent<unknown>[] = []
  const consumer = await jetstream.consumers.get(allEventsStream)
  const messages = await consumer.consume()
  const reading = (async () => {
    for await (const message of messages) {
      const attributes = decodeEventHeaders(readHeaders(message.headers))
      if (!attributes) continue
      const { id, type, subject, actor } = attributes
      seen.push({ id, type, subject, actor, data: message.json() })
    }
  })()
  const tracked = track('test events', async () => {
    await messages.close()
    await reading
    await connection.close()
  })
  const list: TestEvents['list'] = <Definition extends EventDefinition>(event: Definition) =>
    seen.filter((one): one is SeenEvent<EventData<Definition>> => one.type === event.type)
  return {
    list,
    next: <Definition extends EventDefinition>(
      event: Definition,
      fits: (data: EventData<Definition>) => boolean = () => true,
      options: { timeoutMs?: number } = {},
    ) => until(() => list(event).find((one) => fits(one.data)), { what: event.type, ...options }),
    async publish(event, data, { id = randomUUID(), aggregate, revision, actor } = {}) {
      const attributes = { id, type: event.type, time: new Date(), subject: aggregate, revision, actor }
      const message = headers()
      const fields = { ...encodeEventHeaders(attributes), 'ce-source': 'headway/test' }
      for (const [name, value] of Object.entries(fields)) message.set(name, value)
      await jetstream.publish(event.type, JSON.stringify(event.shape.parse(data)), {
        msgID: id,
        headers: message,
      })
      return id
    },
    ...tracked,
  }
}

function readHeaders(found: MsgHdrs | undefined): Record<string, string> {
  return Object.fromEntries((found?.keys() ?? []).map((name) => [name, found?.get(name) ?? '']))
}

async function ensureEventStreams(connection: NatsConnection): Promise<void> {
  const manager = await connection.jetstreamManager()
  for (const spec of eventStreams) await ensureStream(manager, spec, 1, createLog('test', 'warn'))
}
