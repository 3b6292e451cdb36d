import type { Target } from './target.ts'

/** An event that a service wrote to its outbox in a transaction that was committed. */
export type EmittedEvent = {
  service: string
  /** Rises with every event of the service. */
  order: number
  id: string
  type: string
  /** What it is about; events of one aggregate are told in their order. */
  aggregate: string | null
}

const services = ['registry', 'datasets', 'pipelines', 'serving', 'monitoring'] as const

/**
 * From now on the database itself notes each event that is written to an outbox, in the same transaction: the outbox
 * forgets what was published, and what ought to be on the bus has to be known from another source than the bus.
 */
export async function noteEmittedEvents(target: Target): Promise<void> {
  await target.execute(`
    create schema if not exists chaos;
    create table if not exists chaos.emitted (
      service text not null, outbox_id bigint not null, id text primary key, type text not null, aggregate text
    );
    create or replace function chaos.note_emitted() returns trigger language plpgsql security definer as $$
      begin
        insert into chaos.emitted (service, outbox_id, id, type, aggregate)
        values (tg_table_schema, new.id, new.message_id, new.subject, new.headers ->> 'ce-subject')
        on conflict do nothing;
        return null;
      end $$;
    ${services
      .map(
        (service) => `
    create or replace trigger note_emitted after insert on ${service}.outbox
      for each row when (new.headers ? 'ce-type') execute function chaos.note_emitted();`,
      )
      .join('')}`)
}

/** What was noted since `noteEmittedEvents`. */
export async function listEmittedEvents(target: Target): Promise<EmittedEvent[]> {
  const rows = await target.query(
    'select service, outbox_id::int as "order", id, type, aggregate from chaos.emitted order by service, outbox_id',
  )
  return rows as EmittedEvent[]
}

/** Messages that wait in the outboxes. */
export async function countWaiting(target: Target): Promise<number> {
  const counts = services.map((service) => `select count(*) from ${service}.outbox`)
  const [row] = await target.query(`select (${counts.join(') + (')})::int as waiting`)
  return Number(row?.waiting)
}

/** Events that a handler gave up. */
export async function listDeadLetters(target: Target): Promise<string[]> {
  const selects = services.map(
    (service) =>
      `select handler || ': ' || reason as letter from ${service}.dead_letter where replayed_at is null`,
  )
  return (await target.query(selects.join(' union all '))).map(({ letter }) => String(letter))
}
