import { randomUUID } from 'node:crypto'
import type { EventData, EventDefinition } from '@headway/events/define-event'
import { sql, type Transaction } from 'kysely'
import { actingActor } from './acting.ts'
import type { Actor } from './actor.ts'
import { encodeEventHeaders } from './cloud-event.ts'
import { DomainError } from './errors.ts'
import { injectTrace } from './trace-headers.ts'

export type EmitOptions = {
  /** What the event is about (`ce-subject`): `departures/7`. */
  aggregate?: string
  /** The aggregate's revision, for consumers that ignore older ones. */
  revision?: number
  /** Who caused it; by default the identity of the request or event in hand. */
  actor?: Actor
  /** By default a new one; give it where emitting twice must publish once. */
  id?: string
}

/** Below the bus's limit of 1 MiB, headers included. */
const maxPayloadBytes = 900 * 1024

/**
 * Writes an event to the outbox, in the transaction of the change it tells of; returns the event's id. Call it
 * after the changed rows are locked: then events of one aggregate are published in the order of their changes.
 */
export async function emit<DB, Definition extends EventDefinition>(
  tx: Transaction<DB>,
  event: Definition,
  data: EventData<Definition>,
  options: EmitOptions = {},
): Promise<string> {
  const parsed = event.shape.safeParse(data)
  if (!parsed.success) throw new TypeError(`${event.type}: ${parsed.error.message}`)
  const id = options.id ?? randomUUID()
  const headers = encodeEventHeaders({
    id,
    type: event.type,
    time: new Date(),
    subject: options.aggregate,
    revision: options.revision,
    actor: options.actor ?? actingActor(),
  })
  await insert(tx, id, event.type, headers, parsed.data)
  return id
}

/**
 * Writes a plain JSON message to the outbox, for the work queue: no event headers. `id` is its `Nats-Msg-Id`;
 * the same id again, while the first is not yet published, is left out.
 */
export async function enqueue<DB>(
  tx: Transaction<DB>,
  subject: string,
  data: unknown,
  options: { id: string },
): Promise<void> {
  await insert(tx, options.id, subject, { 'Content-Type': 'application/json' }, data)
}

async function insert<DB>(
  tx: Transaction<DB>,
  id: string,
  subject: string,
  headers: Record<string, string>,
  data: unknown,
): Promise<void> {
  const payload = JSON.stringify(data)
  const size = Buffer.byteLength(payload)
  if (size > maxPayloadBytes) {
    throw new DomainError('INVALID_ARGUMENT', `a message on ${subject} has ${size} bytes`, {
      value: size,
      expected: `at most ${maxPayloadBytes} bytes: big things travel by digest`,
    })
  }
  const carried = JSON.stringify(injectTrace(headers))
  // The wake-up is sent by the same statement, and delivered when the transaction commits.
  await sql`
    with written as (
      insert into outbox (message_id, subject, headers, payload)
      values (${id}, ${subject}, ${carried}::jsonb, ${payload})
      on conflict (message_id) do nothing
    )
    select pg_notify('headway_outbox_' || current_schema(), '')`.execute(tx)
}
