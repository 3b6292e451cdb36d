import { mapPage, type Page, type PageArguments, page } from '@headway/kit/pagination'
import type { Kysely, Selectable, Transaction } from 'kysely'
import type { EventFilter } from '../domain/event-filter.ts'
import type { Firing, Trigger } from '../domain/trigger.ts'
import type { Database, PipelineTrigger } from './database.ts'

export async function findTrigger(db: Kysely<Database>, name: string): Promise<Trigger | undefined> {
  const row = await db.selectFrom('pipeline_trigger').selectAll().where('name', '=', name).executeTakeFirst()
  return row && fromRow(row)
}

export async function listTriggers(
  db: Kysely<Database>,
  wanted: { pipeline?: string },
  args: PageArguments,
): Promise<Page<Trigger>> {
  let query = db.selectFrom('pipeline_trigger').selectAll()
  if (wanted.pipeline !== undefined) query = query.where('pipeline', '=', wanted.pipeline)
  return mapPage(await page(query, args, { by: ['name'] }), fromRow)
}

export async function listEventTriggers(db: Kysely<Database>, event: string): Promise<Trigger[]> {
  const rows = await db
    .selectFrom('pipeline_trigger')
    .selectAll()
    .where('event', '=', event)
    .where('enabled', '=', true)
    .orderBy('name')
    .execute()
  return rows.map(fromRow)
}

/** Cron triggers whose time has come, held until the transaction ends; other replicas pass over them. */
export async function lockDueTriggers(tx: Transaction<Database>, now: Date): Promise<Trigger[]> {
  const rows = await tx
    .selectFrom('pipeline_trigger')
    .selectAll()
    .where('enabled', '=', true)
    .where('next_at', '<=', now)
    .limit(10)
    .forUpdate()
    .skipLocked()
    .execute()
  return rows.map(fromRow)
}

export async function upsertTrigger(tx: Transaction<Database>, trigger: Trigger, now: Date): Promise<void> {
  const values = {
    pipeline: trigger.pipeline,
    cron: trigger.cron,
    event: trigger.event,
    filter: trigger.filter === null ? null : JSON.stringify(trigger.filter),
    parameters: JSON.stringify(trigger.parameters),
    partitions_from: trigger.partitionsFrom,
    cool_down_hours: trigger.coolDownHours,
    daily_partition_budget: trigger.dailyPartitionBudget,
    owner: trigger.owner,
    enabled: trigger.enabled,
    next_at: trigger.nextAt,
  }
  await tx
    .insertInto('pipeline_trigger')
    .values({ name: trigger.name, ...values, created_at: now })
    .onConflict((conflict) => conflict.columns(['project_id', 'name']).doUpdateSet(values))
    .execute()
}

/** What came of a trigger's firing. */
export async function saveFiring(
  tx: Transaction<Database>,
  name: string,
  { firing, error, nextAt }: { firing: Firing; error: string | null; nextAt?: Date | null },
): Promise<void> {
  await tx
    .updateTable('pipeline_trigger')
    .set({
      last_firing: JSON.stringify(firing),
      last_error: error,
      ...(firing.runId === null ? {} : { last_run_id: firing.runId, last_fired_at: firing.at }),
      ...(nextAt === undefined ? {} : { next_at: nextAt }),
    })
    .where('name', '=', name)
    .execute()
}

export async function removeTrigger(tx: Transaction<Database>, name: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('pipeline_trigger')
    .where('name', '=', name)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

function fromRow(row: Selectable<PipelineTrigger>): Trigger {
  return {
    name: row.name,
    pipeline: row.pipeline,
    cron: row.cron,
    event: row.event,
    filter: row.filter as EventFilter | null,
    parameters: row.parameters as Record<string, unknown>,
    partitionsFrom: row.partitions_from,
    coolDownHours: row.cool_down_hours,
    dailyPartitionBudget: row.daily_partition_budget,
    owner: row.owner,
    enabled: row.enabled,
    nextAt: row.next_at,
    lastFiredAt: row.last_fired_at,
    lastRunId: row.last_run_id,
    lastError: row.last_error,
    lastFiring: firingFromJson(row.last_firing),
  }
}

function firingFromJson(json: unknown): Firing | null {
  const firing = json as (Omit<Firing, 'at'> & { at: string }) | null
  if (firing === null) return null
  const { at, partitions } = firing
  return {
    ...firing,
    at: new Date(at),
    partitions: partitions && { ...partitions, dataTime: new Date(partitions.dataTime) },
  }
}
