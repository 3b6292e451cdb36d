import { DomainError } from '@headway/kit/errors'
import { mapPage, type Page, type PageArguments, page } from '@headway/kit/pagination'
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { Alert, AlertSeverity, AlertState } from '../domain/alert.ts'
import type { QualityCheck } from '../domain/quality-check.ts'
import type { ReportKind } from '../domain/report.ts'
import type { Alert as AlertTable, Database } from './database.ts'

/** The alerts of an endpoint that are not resolved; the monitor's lock keeps others from raising more. */
export async function listOpenAlerts(
  tx: Transaction<Database>,
  endpoint: string,
  kind?: ReportKind | null,
): Promise<Alert[]> {
  let query = tx
    .selectFrom('alert')
    .selectAll()
    .where('endpoint', '=', endpoint)
    .where('state', '<>', 'RESOLVED')
  if (kind) query = query.where('kind', '=', kind)
  return (await query.orderBy('id').forUpdate().execute()).map(fromRow)
}

export async function lockAlert(tx: Transaction<Database>, id: string): Promise<Alert> {
  const row = await tx.selectFrom('alert').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (row) return fromRow(row)
  throw new DomainError('NOT_FOUND', `no alert ${id}`, {
    field: 'id',
    value: id,
    expected: 'the id of an alert',
  })
}

export async function saveAlert(tx: Transaction<Database>, alert: Alert): Promise<void> {
  const values = {
    severity: alert.severity,
    state: alert.state,
    title: alert.title,
    report_id: alert.reportId,
    partition_count: alert.partitionCount,
    window_start: alert.windowStart,
    window_end: alert.windowEnd,
    window_count: alert.windowCount,
    updated_at: alert.updatedAt,
    resolved_at: alert.resolvedAt,
    is_silenced: alert.isSilenced,
    acknowledged_by: alert.acknowledgedBy,
    acknowledged_at: alert.acknowledgedAt,
    note: alert.note,
  }
  await tx
    .insertInto('alert')
    .values({
      id: alert.id,
      endpoint: alert.endpoint,
      model: alert.model,
      kind: alert.kind,
      quality_check: alert.check,
      first_report_id: alert.firstReportId,
      opened_at: alert.openedAt,
      ...values,
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute()
}

export type AlertFilter = {
  endpoint?: string | undefined
  state?: AlertState | undefined
  kind?: ReportKind | undefined
}

/** Alerts, the newest first. */
export async function listAlerts(
  db: Kysely<Database>,
  filter: AlertFilter,
  args: PageArguments,
): Promise<Page<Alert>> {
  let query = db.selectFrom('alert').selectAll()
  if (filter.endpoint !== undefined) query = query.where('endpoint', '=', filter.endpoint)
  if (filter.state !== undefined) query = query.where('state', '=', filter.state)
  if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind)
  return mapPage(await page(query, args, { by: ['opened_at', 'id'], direction: 'desc' }), fromRow)
}

export async function findAlerts(db: Kysely<Database>, ids: readonly string[]): Promise<Map<string, Alert>> {
  const rows = await db
    .selectFrom('alert')
    .selectAll()
    .where('id', '=', sql<string>`any(${ids}::text[])`)
    .execute()
  return new Map(rows.map((row) => [row.id, fromRow(row)]))
}

function fromRow(row: Selectable<AlertTable>): Alert {
  return {
    id: row.id,
    endpoint: row.endpoint,
    model: row.model,
    kind: row.kind as ReportKind,
    check: row.quality_check as QualityCheck | null,
    severity: row.severity as AlertSeverity,
    state: row.state as AlertState,
    title: row.title,
    reportId: row.report_id,
    firstReportId: row.first_report_id,
    partitionCount: row.partition_count,
    windowStart: row.window_start,
    windowEnd: row.window_end,
    windowCount: row.window_count,
    openedAt: row.opened_at,
    updatedAt: row.updated_at,
    resolvedAt: row.resolved_at,
    isSilenced: row.is_silenced,
    acknowledgedBy: row.acknowledged_by,
    acknowledgedAt: row.acknowledged_at,
    note: row.note,
  }
}
