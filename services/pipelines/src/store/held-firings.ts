import type { Kysely, Transaction } from 'kysely'
import type { TriggerEvent } from '../domain/trigger.ts'
import type { Database } from './database.ts'

export type HeldFiring = { trigger: string; event: TriggerEvent }

/** Keeps the newest event about each subject that a trigger waits with. */
export async function holdFiring(tx: Transaction<Database>, { trigger, event }: HeldFiring): Promise<void> {
  const values = {
    event_id: event.id,
    event_type: event.type,
    event_time: event.time,
    data: JSON.stringify(event.data),
  }
  await tx
    .insertInto('held_firing')
    .values({ trigger_name: trigger, subject: event.subject ?? '', ...values })
    .onConflict((conflict) =>
      conflict
        .columns(['project_id', 'trigger_name', 'subject'])
        .doUpdateSet(values)
        .where('held_firing.event_time', '<=', event.time),
    )
    .execute()
}

/** Takes the oldest firings that are held, at most 20; other replicas pass over them. */
export async function takeHeldFirings(tx: Transaction<Database>): Promise<HeldFiring[]> {
  const rows = await tx
    .selectFrom('held_firing')
    .selectAll()
    .orderBy('event_time')
    .limit(20)
    .forUpdate()
    .skipLocked()
    .execute()
  for (const row of rows) {
    await tx
      .deleteFrom('held_firing')
      .where('trigger_name', '=', row.trigger_name)
      .where('subject', '=', row.subject)
      .execute()
  }
  return rows.map((row) => ({
    trigger: row.trigger_name,
    event: {
      id: row.event_id,
      type: row.event_type,
      time: row.event_time,
      subject: row.subject === '' ? undefined : row.subject,
      data: row.data,
    },
  }))
}

export async function countHeldFirings(db: Kysely<Database>, trigger: string): Promise<number> {
  const row = await db
    .selectFrom('held_firing')
    .select(({ fn }) => fn.countAll<number>().as('held'))
    .where('trigger_name', '=', trigger)
    .executeTakeFirstOrThrow()
  return Number(row.held)
}
