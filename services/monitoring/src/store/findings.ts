import { mapPage, type Page, type PageArguments, page } from '@headway/kit/pagination'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { QualityCheck } from '../domain/quality-check.ts'
import type { Finding } from '../domain/report.ts'
import type { Database } from './database.ts'

const rowsPerStatement = 5000

export async function insertFindings(
  tx: Transaction<Database>,
  reportId: string,
  findings: readonly Finding[],
): Promise<void> {
  for (let start = 0; start < findings.length; start += rowsPerStatement) {
    const some = findings.slice(start, start + rowsPerStatement)
    await sql`
      insert into finding (report_id, rank, partition, quality_check, is_confirmed, detail)
      select ${reportId}, *
      from unnest(${some.map(({ rank }) => rank)}::integer[], ${some.map(({ partition }) => partition)}::text[],
        ${some.map(({ check }) => check)}::text[], ${some.map(({ isConfirmed }) => isConfirmed)}::boolean[],
        ${some.map(({ detail }) => JSON.stringify(detail))}::jsonb[])`.execute(tx)
  }
}

/** The partitions of a report, worst first. */
export async function listFindings<Detail extends Finding['detail']>(
  db: Kysely<Database>,
  reportId: string,
  filter: {
    confirmedOnly?: boolean | undefined
    check?: QualityCheck | undefined
    prefix?: string | undefined
  },
  args: PageArguments,
): Promise<Page<Finding & { detail: Detail }>> {
  let query = db.selectFrom('finding').selectAll().where('report_id', '=', reportId)
  if (filter.confirmedOnly) query = query.where('is_confirmed', '=', true)
  if (filter.check !== undefined) query = query.where('quality_check', '=', filter.check)
  if (filter.prefix !== undefined) query = query.where(sql<boolean>`starts_with(partition, ${filter.prefix})`)
  return mapPage(await page(query, args, { by: ['rank'] }), (row) => ({
    rank: row.rank,
    partition: row.partition,
    check: row.quality_check as QualityCheck | null,
    isConfirmed: row.is_confirmed,
    detail: row.detail as Detail,
  }))
}

/** Whether every affected partition of a report (of a check) begins with one of the prefixes. */
export async function areUnder(
  db: Kysely<Database>,
  report: { id: string; check: QualityCheck | null },
  prefixes: readonly string[],
): Promise<boolean> {
  const { rows } = await sql<{ are_under: boolean }>`
    select not exists (
      select from finding where report_id = ${report.id} and is_confirmed
        and (${report.check}::text is null or quality_check = ${report.check})
        and not exists (select from unnest(${prefixes}::text[]) as silenced (prefix)
          where starts_with(partition, prefix))) as are_under`.execute(db)
  return rows[0]?.are_under ?? false
}
