import { mapPage, type Page, type PageArguments, page } from '@headway/kit/pagination'
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { FleetNumbers, Report, ReportKind } from '../domain/report.ts'
import type { Database, Report as ReportTable } from './database.ts'

/** Keeps a report in the place of an earlier one of the same window and kind. */
export async function saveReport(tx: Transaction<Database>, report: Report): Promise<void> {
  await tx
    .deleteFrom('report')
    .where('endpoint', '=', report.endpoint)
    .where('kind', '=', report.kind)
    .where('window_start', '=', report.windowStart)
    .execute()
  await tx
    .insertInto('report')
    .values({
      id: report.id,
      endpoint: report.endpoint,
      model: report.model,
      kind: report.kind,
      version_id: report.versionId,
      window_start: report.windowStart,
      window_end: report.windowEnd,
      created_at: report.createdAt,
      is_final: report.isFinal,
      rate: report.rate,
      tested_count: report.testedCount,
      left_out_count: report.leftOutCount,
      suspected_count: report.suspectedCount,
      affected_count: report.affectedCount,
      results_digest: report.resultsDigest,
      partitions_digest: report.partitionsDigest,
      fleet: JSON.stringify(report.fleet),
    })
    .execute()
}

/** Reports of an endpoint and kind, the newest window first. */
export async function listReports(
  db: Kysely<Database>,
  endpoint: string,
  kind: ReportKind,
  filter: { affectedOnly?: boolean | undefined },
  args: PageArguments,
): Promise<Page<Report>> {
  let query = db.selectFrom('report').selectAll().where('endpoint', '=', endpoint).where('kind', '=', kind)
  if (filter.affectedOnly) query = query.where('affected_count', '>', 0)
  return mapPage(await page(query, args, { by: ['window_start', 'id'], direction: 'desc' }), fromRow)
}

export async function findReports(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<Map<string, Report>> {
  const rows = await db
    .selectFrom('report')
    .selectAll()
    .where('id', '=', sql<string>`any(${ids}::text[])`)
    .execute()
  return new Map(rows.map((row) => [row.id, fromRow(row)]))
}

function fromRow(row: Selectable<ReportTable>): Report {
  return {
    id: row.id,
    endpoint: row.endpoint,
    model: row.model,
    kind: row.kind as ReportKind,
    versionId: row.version_id,
    windowStart: row.window_start,
    windowEnd: row.window_end,
    createdAt: row.created_at,
    isFinal: row.is_final,
    rate: row.rate,
    testedCount: row.tested_count,
    leftOutCount: row.left_out_count,
    suspectedCount: row.suspected_count,
    affectedCount: row.affected_count,
    resultsDigest: row.results_digest,
    partitionsDigest: row.partitions_digest,
    fleet: row.fleet as FleetNumbers,
  }
}
