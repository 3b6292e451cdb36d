import { type Kysely, sql } from 'kysely'
import type { ReceivedMessage } from './bus-consume.ts'
import { DomainError } from './errors.ts'
import type { KitTables } from './kit-tables.ts'

export type DeadLetter = {
  id: number
  handler: string
  eventId: string
  type: string
  headers: Record<string, string>
  payload: string
  reason: string
  deliveries: number
  deadAt: Date
  replayedAt: Date | null
}

/** Keeps a message that could not be handled, with the reason; the same event of the same handler once. */
export async function recordDeadLetter(
  db: Kysely<KitTables>,
  given: { handler: string; type: string; message: ReceivedMessage; error: unknown },
): Promise<void> {
  const { handler, type, message, error } = given
  // A NUL cannot be stored as text; an unreadable payload is kept as far as it can be.
  const payload = Buffer.from(message.data).toString('utf8').replaceAll('\u0000', '\ufffd')
  const row = {
    payload,
    headers: JSON.stringify(message.headers).replaceAll('\\u0000', ''),
    reason: String(error instanceof Error ? error.message : error).replaceAll('\u0000', ''),
    deliveries: message.deliveryCount,
  }
  await db
    .insertInto('dead_letter')
    .values({
      ...row,
      handler,
      type,
      event_id: message.headers['ce-id'] ?? `${message.subject}#${message.sequence}`,
      replayed_at: null,
    })
    .onConflict((conflict) =>
      conflict.columns(['handler', 'event_id']).doUpdateSet({
        reason: row.reason,
        deliveries: row.deliveries,
        dead_at: sql`now()`,
        replayed_at: null,
      }),
    )
    .execute()
}

/** The newest first; those already replayed only when asked for. */
export async function listDeadLetters(
  db: Kysely<KitTables>,
  options: { first: number; before?: number | undefined; includeReplayed?: boolean },
): Promise<DeadLetter[]> {
  let query = db.selectFrom('dead_letter').selectAll().orderBy('id', 'desc').limit(options.first)
  if (options.before !== undefined) query = query.where('id', '<', options.before)
  if (!options.includeReplayed) query = query.where('replayed_at', 'is', null)
  return (await query.execute()).map(fromRow)
}

export async function getDeadLetter(db: Kysely<KitTables>, id: number): Promise<DeadLetter> {
  const row = await db.selectFrom('dead_letter').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new DomainError('NOT_FOUND', `dead letter ${id}`, { field: 'id', value: id })
  return fromRow(row)
}

export async function markReplayed(db: Kysely<KitTables>, id: number, at: Date): Promise<void> {
  await db.updateTable('dead_letter').set({ replayed_at: at }).where('id', '=', id).execute()
}

type Row = {
  id: number
  handler: string
  event_id: string
  type: string
  headers: Record<string, string>
  payload: string
  reason: string
  deliveries: number
  dead_at: Date
  replayed_at: Date | null
}

function fromRow(row: Row): DeadLetter {
  return {
    id: row.id,
    handler: row.handler,
    eventId: row.event_id,
    type: row.type,
    headers: row.headers,
    payload: row.payload,
    reason: row.reason,
    deliveries: row.deliveries,
    deadAt: row.dead_at,
    replayedAt: row.replayed_at,
  }
}
