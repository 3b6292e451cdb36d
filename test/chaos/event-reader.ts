import { allEventsStream } from '@headway/events/catalog'
import { openBus } from '@headway/kit/bus'
import { decodeEventHeaders } from '@headway/kit/cloud-event'
import { createLog } from '@headway/kit/log'

/** An event as it stands in the stream of all events. */
export type ReadEvent = {
  sequence: number
  id: string
  type: string
  data: Record<string, unknown>
  /** Where it stands in its publisher's stream, which the stream of all events takes it from. */
  source: { stream: string; sequence: number }
}

/** Reads the lifecycle events as a service outside does: by a durable consumer, across every restart of the bus. */
export type EventReader = {
  /** In the order of the stream, each message once however often it was delivered. */
  list: () => ReadEvent[]
  isConnected: () => boolean
} & AsyncDisposable

export function startEventReader(url: string): EventReader {
  const seen = new Map<number, ReadEvent>()
  const bus = openBus({ url, name: 'chaos', log: createLog('chaos', 'silent'), streams: [] })
  const consumption = bus.consume(
    {
      stream: allEventsStream,
      durable: 'observer',
      filterSubject: '>',
      // As the installation makes it: a reader from outside may not change its consumer.
      ackWaitMs: 60_000,
      maxAckPending: 1000,
    },
    async (message) => {
      const attributes = decodeEventHeaders(message.headers)
      if (!attributes) return
      const { id, type } = attributes
      const data = message.json() as Record<string, unknown>
      const source = readSource(message.headers)
      seen.set(message.sequence, { sequence: message.sequence, id, type, data, source })
    },
  )
  return {
    list: () => [...seen.values()].sort((a, b) => a.sequence - b.sequence),
    isConnected: () => bus.state() === 'connected',
    async [Symbol.asyncDispose]() {
      await consumption[Symbol.asyncDispose]()
      await bus[Symbol.asyncDispose]()
    },
  }
}

/** nats-server notes the stream's name and the number there, and more behind that. */
function readSource(headers: Record<string, string>): ReadEvent['source'] {
  const [, stream, sequence] = /^([^\s:]+)\S* (\d+)/.exec(headers['Nats-Stream-Source'] ?? '') ?? []
  if (stream === undefined)
    throw new Error('a message of the stream of all events comes from no other stream')
  return { stream, sequence: Number(sequence) }
}
