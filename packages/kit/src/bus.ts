import { connect, Events, type NatsConnection, headers as newHeaders } from 'nats'
import { backoffMs, pause } from './backoff.ts'
import { connectionOptions } from './bus-connection-options.ts'
import {
  type ConsumeOptions,
  type Consumption,
  type ReceivedMessage,
  startConsumption,
} from './bus-consume.ts'
import { listen } from './bus-listen.ts'
import { ensureStream, type StreamSpec } from './bus-streams.ts'
import { DomainError } from './errors.ts'
import type { Logger } from './log.ts'
import { injectTrace } from './trace-headers.ts'

export type BusState = 'connecting' | 'connected' | 'disconnected' | 'closed'

export type PublishOptions = {
  /** `Nats-Msg-Id`: the stream drops a second message with it inside its duplicate window. */
  id: string
  headers?: Record<string, string>
  timeoutMs?: number
}

export type Published = { stream: string; sequence: number; duplicate: boolean }

export type Bus = AsyncDisposable & {
  state(): BusState
  /** Waits until the bus is connected and its streams exist; rejects UNAVAILABLE when it is closed or the signal aborts. */
  connection(signal?: AbortSignal): Promise<NatsConnection>
  /** Aborted when the connection of now breaks. */
  session(): AbortSignal
  /** Publishes to a stream and waits for its ack; bytes go as they are, anything else as JSON. Carries the trace. */
  publish(subject: string, data: unknown, options: PublishOptions): Promise<Published>
  /** Publishes without a stream, to whoever listens now. Nothing happens while disconnected. */
  announce(subject: string, data: unknown): void
  /** Handles every message of a durable consumer, until disposed. */
  consume(options: ConsumeOptions, handle: (message: ReceivedMessage) => Promise<void>): Consumption
  /** Listens without a stream, across reconnects; messages sent while disconnected are missed. */
  subscribe(subject: string, handle: (data: Uint8Array, subject: string) => void): AsyncDisposable
  /** Makes a stream exist now (once connected) and after every reconnection. */
  ensureStream(spec: StreamSpec): Promise<void>
}

export type BusOptions = {
  url: string
  name: string
  log: Logger
  streams: readonly StreamSpec[]
  replicas?: number
}

/** Opens the bus in the background: returns at once, and connects, reconnects and repairs streams for ever. */
export function openBus(options: BusOptions): Bus {
  const { log } = options
  const streams = new Map(options.streams.map((spec) => [spec.name, spec]))
  const closing = new AbortController()
  const waiting = new Set<() => void>()
  let state: BusState = 'connecting'
  let connected: NatsConnection | undefined

  let session = new AbortController()

  function become(next: BusState): void {
    state = next
    if (next === 'connected') session = new AbortController()
    else session.abort()
    for (const wake of waiting) wake()
    waiting.clear()
  }

  async function ensureStreams(nats: NatsConnection): Promise<void> {
    const manager = await nats.jetstreamManager({ timeout: 5000 })
    for (const spec of streams.values()) await ensureStream(manager, spec, options.replicas ?? 1, log)
  }

  /** Streams first, then the others are told: a fresh server behind the same address gets them too. */
  async function settle(nats: NatsConnection): Promise<void> {
    for (let attempt = 0; !closing.signal.aborted && !nats.isClosed(); attempt++) {
      try {
        await ensureStreams(nats)
        become('connected')
        return
      } catch (error) {
        if (closing.signal.aborted || nats.isClosed()) return
        log.warn({ err: error }, 'the streams of the bus cannot be made yet')
        await pause(backoffMs(attempt, 200, 5000), closing.signal)
      }
    }
  }

  async function follow(nats: NatsConnection): Promise<void> {
    for await (const status of nats.status()) {
      if (status.type === Events.Disconnect) {
        if (state === 'connected') log.warn('the bus is disconnected')
        if (state !== 'closed') become('disconnected')
      } else if (status.type === Events.Reconnect) {
        log.info('the bus is connected again')
        void settle(nats)
      }
    }
  }

  async function keepConnected(): Promise<void> {
    for (let attempt = 0; !closing.signal.aborted; attempt++) {
      try {
        const nats = await connect(connectionOptions(options.url, options.name))
        if (closing.signal.aborted) {
          await nats.close()
          return
        }
        connected = nats
        log.info({ server: nats.getServer() }, 'the bus is connected')
        void follow(nats)
        await settle(nats)
        const reason = await nats.closed()
        if (closing.signal.aborted) return
        log.warn({ err: reason }, 'the bus closed the connection')
        become('disconnected')
        attempt = 0
      } catch (error) {
        if (attempt === 0) log.warn({ err: error }, 'the bus cannot be reached, trying on')
      }
      await pause(backoffMs(attempt, 100, 2000), closing.signal)
    }
  }

  const keeping = keepConnected()

  async function connection(signal?: AbortSignal): Promise<NatsConnection> {
    for (;;) {
      if (state === 'closed') throw new DomainError('UNAVAILABLE', 'the bus is closed')
      if (signal?.aborted)
        throw new DomainError('UNAVAILABLE', 'stopped waiting for the bus', { cause: signal.reason })
      if (state === 'connected' && connected) return connected
      await new Promise<void>((resolve) => {
        const wake = () => {
          signal?.removeEventListener('abort', wake)
          waiting.delete(wake)
          resolve()
        }
        signal?.addEventListener('abort', wake, { once: true })
        waiting.add(wake)
      })
    }
  }

  const bus: Bus = {
    state: () => state,
    connection,
    session: () => session.signal,
    async publish(subject, data, { id, headers, timeoutMs = 5000 }) {
      const nats = await connection(AbortSignal.timeout(timeoutMs))
      const carried = newHeaders()
      for (const [name, value] of Object.entries(injectTrace(headers ?? {}))) carried.set(name, value)
      const ack = await nats
        .jetstream()
        .publish(subject, encode(data), { msgID: id, headers: carried, timeout: timeoutMs })
      return { stream: ack.stream, sequence: ack.seq, duplicate: ack.duplicate }
    },
    announce(subject, data) {
      if (state === 'connected') connected?.publish(subject, encode(data))
    },
    consume: (consumeOptions, handle) => startConsumption(bus, consumeOptions, handle, log),
    subscribe(subject, handle) {
      const stopping = new AbortController()
      const listening = listen(connection, subject, handle, stopping.signal)
      return {
        async [Symbol.asyncDispose]() {
          stopping.abort()
          await listening
        },
      }
    },
    async ensureStream(spec) {
      streams.set(spec.name, spec)
      const nats = await connection()
      await ensureStream(await nats.jetstreamManager({ timeout: 5000 }), spec, options.replicas ?? 1, log)
    },
    async [Symbol.asyncDispose]() {
      if (state === 'closed') return
      const wasConnected = state === 'connected'
      become('closed')
      closing.abort()
      // Draining flushes the acks that are on their way.
      if (connected && !connected.isClosed()) await (wasConnected ? connected.drain() : connected.close())
      await keeping
    },
  }
  return bus
}

function encode(data: unknown): Uint8Array {
  return data instanceof Uint8Array ? data : Buffer.from(JSON.stringify(data))
}
