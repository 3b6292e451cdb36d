import { DomainError } from '@headway/kit/errors'
import { mapPage, type Page, type PageArguments, page } from '@headway/kit/pagination'
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { Monitor } from '../domain/monitor.ts'
import { defaultTestSettings, type TestSettings } from '../domain/test-settings.ts'
import type { Database, Monitor as MonitorTable } from './database.ts'

export async function findMonitors(
  db: Kysely<Database>,
  endpoints: readonly string[],
): Promise<Map<string, Monitor>> {
  const rows = await db
    .selectFrom('monitor')
    .selectAll()
    .where('endpoint', 'in', [...endpoints])
    .execute()
  return new Map(rows.map((row) => [row.endpoint, fromRow(row)]))
}

export async function listMonitors(db: Kysely<Database>, args: PageArguments): Promise<Page<Monitor>> {
  return mapPage(await page(db.selectFrom('monitor').selectAll(), args, { by: ['endpoint'] }), fromRow)
}

export async function lockMonitor(tx: Transaction<Database>, endpoint: string): Promise<Monitor> {
  const row = await tx
    .selectFrom('monitor')
    .selectAll()
    .where('endpoint', '=', endpoint)
    .forUpdate()
    .executeTakeFirst()
  if (row) return fromRow(row)
  throw new DomainError('NOT_FOUND', `no monitor of endpoint ${endpoint}`, {
    field: 'endpoint',
    value: endpoint,
    expected: 'the name of an endpoint',
  })
}

export async function insertMonitor(tx: Transaction<Database>, monitor: Monitor): Promise<void> {
  await tx
    .insertInto('monitor')
    .values({
      endpoint: monitor.endpoint,
      model: monitor.model,
      output: monitor.output,
      live_version_id: monitor.liveVersionId,
      live_revision: monitor.liveRevision,
      window_minutes: monitor.windowMinutes,
      window_offset_minutes: monitor.windowOffsetMinutes,
      outcome_within_hours: monitor.outcomeWithinHours,
      tests: JSON.stringify(monitor.tests),
      created_at: monitor.createdAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function saveMonitor(tx: Transaction<Database>, monitor: Monitor): Promise<void> {
  await tx
    .updateTable('monitor')
    .set({
      output: monitor.output,
      window_minutes: monitor.windowMinutes,
      window_offset_minutes: monitor.windowOffsetMinutes,
      outcome_within_hours: monitor.outcomeWithinHours,
      tests: JSON.stringify(monitor.tests),
    })
    .where('endpoint', '=', monitor.endpoint)
    .execute()
}

/** Notes the live version on every monitor of the model; an output that an operator chose stays. */
export async function moveMonitors(
  tx: Transaction<Database>,
  model: string,
  live: { versionId: string; revision: number; output: string | null },
): Promise<void> {
  await tx
    .updateTable('monitor')
    .set({
      live_version_id: live.versionId,
      live_revision: live.revision,
      output: sql<string | null>`coalesce(output, ${live.output})`,
    })
    .where('model', '=', model)
    .execute()
}

export async function countPredictions(
  tx: Transaction<Database>,
  endpoint: string,
  added: number,
): Promise<void> {
  await tx
    .updateTable('monitor')
    .set({ prediction_count: sql<number>`prediction_count + ${added}` })
    .where('endpoint', '=', endpoint)
    .execute()
}

/** Moves the times that are reached forward, never back. */
export async function reach(
  tx: Transaction<Database>,
  endpoint: string,
  times: { predictedThrough?: Date; observedThrough?: Date },
): Promise<void> {
  await tx
    .updateTable('monitor')
    .set({
      predicted_through: sql<Date | null>`greatest(predicted_through, ${times.predictedThrough ?? null}::timestamptz)`,
      observed_through: sql<Date | null>`greatest(observed_through, ${times.observedThrough ?? null}::timestamptz)`,
    })
    .where('endpoint', '=', endpoint)
    .execute()
}

/** All monitors: there is one for each endpoint. */
export async function allMonitors(db: Kysely<Database>): Promise<Monitor[]> {
  return (await db.selectFrom('monitor').selectAll().orderBy('endpoint').execute()).map(fromRow)
}

function fromRow(row: Selectable<MonitorTable>): Monitor {
  return {
    endpoint: row.endpoint,
    model: row.model,
    output: row.output,
    liveVersionId: row.live_version_id,
    liveRevision: row.live_revision,
    windowMinutes: row.window_minutes,
    windowOffsetMinutes: row.window_offset_minutes,
    outcomeWithinHours: row.outcome_within_hours,
    tests: { ...defaultTestSettings, ...(row.tests as Partial<TestSettings>) },
    predictedThrough: row.predicted_through,
    observedThrough: row.observed_through,
    predictionCount: row.prediction_count,
    outcomeCount: row.outcome_count,
    createdAt: row.created_at,
  }
}
