import { context as traceContext } from '@opentelemetry/api'
import { AckPolicy, type ConsumerConfig, DeliverPolicy, type NatsConnection, nanos } from 'nats'
import { backoffMs, pause } from './backoff.ts'
import type { Bus } from './bus.ts'
import { pullMessages, type Verdict } from './bus-pull.ts'
import { isNotFound } from './bus-streams.ts'
import type { Delivery } from './delivery.ts'
import type { Logger } from './log.ts'
import { extractTrace } from './trace-headers.ts'

export type ConsumeOptions = {
  stream: string
  durable: string
  filterSubject: string
  /** Without an ack or a sign of life for this long, the server delivers again: how late a crash is noticed. */
  ackWaitMs?: number
  /** Messages in hand at once in this process; more than one gives up their order. */
  concurrency?: number
  /** Messages in hand at once over all replicas; by default 1 for an ordered consumer, else 1000. */
  maxAckPending?: number
  /** Where a consumer that is new begins: everything the stream holds, or what comes from now on. */
  deliver?: 'all' | 'new'
}

export type ReceivedMessage = {
  subject: string
  data: Uint8Array
  headers: Record<string, string>
  sequence: number
  /** 1 at the first delivery. */
  deliveryCount: number
  time: Date
  json(): unknown
  /** Ends the message without having handled it: it is not delivered again. */
  terminate(): void
  /** Aborted when the consumption stops: a long handler may give up. */
  signal: AbortSignal
}

/** Disposing stops asking for messages and waits for those in hand. */
export type Consumption = AsyncDisposable

type Settings = Required<ConsumeOptions>

export function startConsumption(
  bus: Bus,
  options: ConsumeOptions,
  handle: (message: ReceivedMessage) => Promise<void>,
  log: Logger,
): Consumption {
  const concurrency = options.concurrency ?? 1
  const settings: Settings = {
    ackWaitMs: 10_000,
    maxAckPending: concurrency === 1 ? 1 : 1000,
    deliver: 'all',
    ...options,
    concurrency,
  }
  const stopping = new AbortController()
  const loops = Array.from({ length: concurrency }, () =>
    pullForEver(bus, settings, handle, log, stopping.signal),
  )
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort()
      await Promise.all(loops)
    },
  }
}

async function pullForEver(
  bus: Bus,
  settings: Settings,
  handle: (message: ReceivedMessage) => Promise<void>,
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  for (let attempt = 0; !signal.aborted; attempt++) {
    try {
      const nats = await bus.connection(signal)
      const ending = AbortSignal.any([signal, bus.session()])
      await ensureConsumer(nats, settings)
      await pullMessages(
        nats,
        settings,
        (delivery) => {
          attempt = 0
          return take(delivery, settings, handle, log, signal)
        },
        ending,
      )
    } catch (error) {
      if (signal.aborted) return
      log.warn({ err: error, consumer: settings.durable }, 'a consumer is interrupted, going on')
      await pause(backoffMs(attempt, 100, 2000), signal)
    }
  }
}

async function ensureConsumer(nats: NatsConnection, settings: Settings): Promise<void> {
  const manager = await nats.jetstreamManager({ timeout: 5000 })
  const wanted = {
    ack_wait: nanos(settings.ackWaitMs),
    max_ack_pending: settings.maxAckPending,
    filter_subject: settings.filterSubject,
    // Deliveries are counted by whoever handles the message: it knows when to give up, the server does not.
    max_deliver: -1,
  } satisfies Partial<ConsumerConfig>
  const found = await manager.consumers.info(settings.stream, settings.durable).catch((error: unknown) => {
    if (isNotFound(error)) return undefined
    throw error
  })
  if (!found) {
    await manager.consumers.add(settings.stream, {
      ...wanted,
      durable_name: settings.durable,
      ack_policy: AckPolicy.Explicit,
      deliver_policy: settings.deliver === 'new' ? DeliverPolicy.New : DeliverPolicy.All,
    })
  } else if (
    found.config.ack_wait !== wanted.ack_wait ||
    found.config.max_ack_pending !== wanted.max_ack_pending
  ) {
    await manager.consumers.update(settings.stream, settings.durable, wanted)
  }
}

async function take(
  delivery: Delivery,
  settings: Settings,
  handle: (message: ReceivedMessage) => Promise<void>,
  log: Logger,
  signal: AbortSignal,
): Promise<Verdict> {
  const { subject, data, headers, sequence, deliveryCount, time } = delivery
  let terminated = false
  const received: ReceivedMessage = {
    subject,
    data,
    headers,
    sequence,
    deliveryCount,
    time,
    json: () => JSON.parse(Buffer.from(data).toString('utf8')),
    terminate: () => {
      terminated = true
    },
    signal,
  }
  const alive = setInterval(() => delivery.working(), settings.ackWaitMs / 3)
  try {
    await traceContext.with(extractTrace(headers), () => handle(received))
    return { kind: terminated ? 'terminate' : 'ack' }
  } catch (error) {
    const afterMs = backoffMs(deliveryCount - 1, 200, 30_000)
    log.warn(
      { err: error, consumer: settings.durable, sequence, delivery: deliveryCount, afterMs },
      'a message is not handled yet',
    )
    return { kind: 'retry', afterMs }
  } finally {
    clearInterval(alive)
  }
}
