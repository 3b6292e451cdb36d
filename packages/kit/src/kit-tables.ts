import type { ColumnType, Generated } from 'kysely'

/** The tables that every service has beside its own. */
export type KitTables = {
  outbox: {
    id: Generated<number>
    message_id: string
    subject: string
    headers: ColumnType<Record<string, string>, string, never>
    payload: string
    created_at: Generated<Date>
  }
  inbox: {
    handler: string
    event_id: string
    handled_at: Generated<Date>
  }
  dead_letter: {
    id: Generated<number>
    handler: string
    event_id: string
    type: string
    headers: ColumnType<Record<string, string>, string, never>
    payload: string
    reason: string
    deliveries: number
    dead_at: Generated<Date>
    replayed_at: Date | null
  }
}
