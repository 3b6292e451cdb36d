import { setTimeout as sleep } from 'node:timers/promises'
import { allEventsStream } from '@headway/events/catalog'
import type { Bus } from '@headway/kit/bus'
import { DomainError } from '@headway/kit/errors'
import type { Logger } from '@headway/kit/log'
import { type Consumer, DeliverPolicy, type JsMsg } from 'nats'

const connectWithinMs = 10_000

/** An event as subscriptions need it. `sequence` is its place in the stream of all events: the cursor. */
export type FeedEvent = { sequence: number; type: string; at: string; data: Record<string, unknown> }

export type EventFeed = {
  /** Calls back for every event from now on, until the returned function is called. */
  listen: (onEvent: (event: FeedEvent) => void) => Promise<() => void>
  /** The events behind a cursor that are in the stream already; throws CURSOR_EXPIRED when some are gone. */
  replay: (after: number, subject: string) => Promise<AsyncGenerator<FeedEvent>>
} & AsyncDisposable

/** Reads the stream of all events once for the whole process and hands every event to who listens. */
export function openEventFeed({ bus, log }: { bus: Bus; log: Logger }): EventFeed {
  const closing = new AbortController()
  const listeners = new Set<(event: FeedEvent) => void>()
  const started = Promise.withResolvers<void>()

  const follow = async () => {
    let next: number | undefined
    while (!closing.signal.aborted) {
      try {
        const connection = await bus.connection(closing.signal)
        const { state } = await (await connection.jetstreamManager()).streams.info(allEventsStream)
        if (next === undefined || next > state.last_seq + 1) next = state.last_seq + 1
        const consumer = await connection.jetstream().consumers.get(allEventsStream, {
          deliver_policy: DeliverPolicy.StartSequence,
          opt_start_seq: next,
        })
        const messages = await consumer.consume({ max_messages: 500 })
        const stop = () => messages.stop()
        closing.signal.addEventListener('abort', stop, { once: true })
        if (closing.signal.aborted) stop()
        started.resolve()
        for await (const message of messages) {
          next = message.seq + 1
          const event = readEvent(message)
          for (const listener of listeners) listener(event)
        }
        closing.signal.removeEventListener('abort', stop)
      } catch (error) {
        if (!closing.signal.aborted) log.warn({ err: error }, 'the events cannot be read now')
      }
      await sleep(1000, undefined, { signal: closing.signal }).catch(() => undefined)
    }
  }
  const over = follow()

  return {
    async listen(onEvent) {
      await started.promise
      listeners.add(onEvent)
      return () => listeners.delete(onEvent)
    },
    async replay(after, subject) {
      const connection = await bus.connection(AbortSignal.timeout(connectWithinMs))
      const { state } = await (await connection.jetstreamManager()).streams.info(allEventsStream)
      if (after > state.last_seq || after < state.first_seq - 1) {
        throw new DomainError('CURSOR_EXPIRED', `the events behind cursor ${after} are no longer kept`, {
          field: 'after',
          value: String(after),
          expected: `a cursor from ${Math.max(state.first_seq - 1, 0)} to ${state.last_seq}`,
        })
      }
      const consumer = await connection.jetstream().consumers.get(allEventsStream, {
        deliver_policy: DeliverPolicy.StartSequence,
        opt_start_seq: after + 1,
        filterSubjects: subject,
      })
      return readToTheEnd(consumer)
    },
    async [Symbol.asyncDispose]() {
      closing.abort()
      started.resolve()
      await over
    },
  }
}

async function* readToTheEnd(consumer: Consumer): AsyncGenerator<FeedEvent> {
  for (;;) {
    const message = await consumer.next({ expires: 1000 })
    if (!message) return
    yield readEvent(message)
    if (message.info.pending === 0) return
  }
}

function readEvent(message: JsMsg): FeedEvent {
  return {
    sequence: message.seq,
    type: message.headers?.get('ce-type') || message.subject,
    at: message.headers?.get('ce-time') || new Date(message.info.timestampNanos / 1e6).toISOString(),
    data: message.json(),
  }
}
