import type { EventDefinition } from '@headway/events/define-event'
import { metrics, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { Kysely } from 'kysely'
import { actAs } from './acting.ts'
import type { Actor } from './actor.ts'
import type { Bus } from './bus.ts'
import type { Consumption, ReceivedMessage } from './bus-consume.ts'
import { streamOf } from './bus-streams.ts'
import { recordDeadLetter } from './dead-letters.ts'
import { joinTransaction } from './join-transaction.ts'
import type { KitTables } from './kit-tables.ts'
import type { Logger } from './log.ts'
import { type ReceivedEvent, readEvent, UnreadableEvent } from './received-event.ts'

export type { ReceivedEvent } from './received-event.ts'

export type HandlerOptions = {
  /** More than one handles events side by side, and gives up their order. */
  concurrency?: number
  /** After so many failures the event becomes a dead letter. */
  mostDeliveries?: number
}

export type EventHandler<Context> = {
  event: EventDefinition
  handle(context: Context, event: ReceivedEvent<EventDefinition>): unknown
  concurrency: number
  mostDeliveries: number
}

/**
 * Listens to an event. `context.db` is the transaction that also remembers the event as handled: the effect
 * happens once, and commands called with this context join that transaction.
 */
export function on<Context, Definition extends EventDefinition>(
  event: Definition,
  handle: (context: Context, event: ReceivedEvent<Definition>) => unknown,
  options: HandlerOptions = {},
): EventHandler<Context> {
  return {
    event,
    handle: (context, received) => handle(context, received as ReceivedEvent<Definition>),
    concurrency: options.concurrency ?? 1,
    mostDeliveries: options.mostDeliveries ?? 8,
  }
}

/** The durable consumer of a handler, shared by the replicas of its service. */
export function handlerName(service: string, eventType: string): string {
  return `${service}_on_${eventType.replaceAll('.', '_')}`
}

export type HandlerHost<Context> = {
  service: string
  db: Kysely<KitTables>
  log: Logger
  handlers: readonly EventHandler<Context>[]
  /** A context for one event; `db` is the event's transaction. */
  createContext: (given: { db: Kysely<KitTables>; actor: Actor; log: Logger }) => Context
}

/** Consumes the events of every handler, until disposed. */
export function startHandlers<Context>(host: HandlerHost<Context>, bus: Bus): Consumption {
  // The first dead letter would be no increase in a series that it began.
  for (const { event } of host.handlers)
    deadLetters.add(0, { handler: handlerName(host.service, event.type) })
  const consumptions = host.handlers.map((handler) =>
    bus.consume(
      {
        stream: streamOf(handler.event.type),
        durable: handlerName(host.service, handler.event.type),
        filterSubject: handler.event.type,
        concurrency: handler.concurrency,
      },
      (message) => receive(host, handler, message),
    ),
  )
  return {
    async [Symbol.asyncDispose]() {
      await Promise.all(consumptions.map((consumption) => consumption[Symbol.asyncDispose]()))
    },
  }
}

const tracer = trace.getTracer('headway.kit')
const meter = metrics.getMeter('headway.kit')
const handled = meter.createHistogram('headway.event.handle.duration', { unit: 's' })
const deadLetters = meter.createCounter('headway.event.dead_letters')

async function receive<Context>(
  host: HandlerHost<Context>,
  handler: EventHandler<Context>,
  message: ReceivedMessage,
): Promise<void> {
  const name = handlerName(host.service, handler.event.type)
  const began = performance.now()
  let outcome = 'failed'
  try {
    await tracer.startActiveSpan(
      `consume ${handler.event.type}`,
      { kind: SpanKind.CONSUMER },
      async (span) => {
        try {
          const event = readEvent(handler.event, message.headers, message.data)
          await handleOnce(host, handler, event)
          outcome = 'handled'
        } catch (error) {
          span.recordException(error as Error)
          span.setStatus({ code: SpanStatusCode.ERROR })
          const isHopeless = error instanceof UnreadableEvent
          if (!isHopeless && message.deliveryCount < handler.mostDeliveries) throw error
          await recordDeadLetter(host.db, { handler: name, type: handler.event.type, message, error })
          message.terminate()
          outcome = 'dead'
          deadLetters.add(1, { handler: name })
          host.log.error(
            { err: error, handler: name, eventId: message.headers['ce-id'] },
            'an event is a dead letter',
          )
        } finally {
          span.end()
        }
      },
    )
  } finally {
    handled.record((performance.now() - began) / 1000, { handler: name, outcome })
  }
}

/** Handles the event unless it was handled before, and does `also` in any case; true when this call handled it. */
export function handleOnce<Context>(
  host: HandlerHost<Context>,
  handler: EventHandler<Context>,
  event: ReceivedEvent<EventDefinition>,
  also?: (tx: Kysely<KitTables>) => Promise<void>,
): Promise<boolean> {
  const name = handlerName(host.service, handler.event.type)
  return host.db.transaction().execute(async (tx) => {
    const inserted = await tx
      .insertInto('inbox')
      .values({ handler: name, event_id: event.id })
      .onConflict((conflict) => conflict.doNothing())
      .returning('event_id')
      .executeTakeFirst()
    await also?.(tx)
    if (!inserted) return false
    const log = host.log.child({ handler: name, eventId: event.id })
    const context = host.createContext({ db: joinTransaction(tx), actor: event.actor, log })
    await actAs(event.actor, async () => handler.handle(context, event))
    return true
  })
}
