import { DomainError } from '@headway/kit/errors'
import { mapPage, type Page, type PageArguments, page } from '@headway/kit/pagination'
import type { Kysely, Selectable, Transaction } from 'kysely'
import type { ReportKind } from '../domain/report.ts'
import type { Silence } from '../domain/silence.ts'
import type { Database, Silence as SilenceTable } from './database.ts'

/** The silences of an endpoint that are in force. */
export async function listActiveSilences(
  db: Kysely<Database>,
  endpoint: string,
  now: Date,
): Promise<Silence[]> {
  const rows = await db
    .selectFrom('silence')
    .selectAll()
    .where('endpoint', '=', endpoint)
    .where('until', '>', now)
    .where('ended_at', 'is', null)
    .execute()
  return rows.map(fromRow)
}

export async function lockSilence(tx: Transaction<Database>, id: string): Promise<Silence> {
  const row = await tx.selectFrom('silence').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (row) return fromRow(row)
  throw new DomainError('NOT_FOUND', `no silence ${id}`, {
    field: 'id',
    value: id,
    expected: 'the id of a silence',
  })
}

export async function saveSilence(tx: Transaction<Database>, silence: Silence): Promise<void> {
  await tx
    .insertInto('silence')
    .values({
      id: silence.id,
      endpoint: silence.endpoint,
      kind: silence.kind,
      partition_prefix: silence.partitionPrefix,
      reason: silence.reason,
      until: silence.until,
      created_by: silence.createdBy,
      created_at: silence.createdAt,
      ended_by: silence.endedBy,
      ended_at: silence.endedAt,
    })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({ ended_by: silence.endedBy, ended_at: silence.endedAt }),
    )
    .execute()
}

/** Silences, the newest first; with a time only those in force then. */
export async function listSilences(
  db: Kysely<Database>,
  filter: { endpoint?: string | undefined; activeAt?: Date | undefined },
  args: PageArguments,
): Promise<Page<Silence>> {
  let query = db.selectFrom('silence').selectAll()
  if (filter.endpoint !== undefined) query = query.where('endpoint', '=', filter.endpoint)
  if (filter.activeAt !== undefined) {
    query = query.where('until', '>', filter.activeAt).where('ended_at', 'is', null)
  }
  return mapPage(await page(query, args, { by: ['created_at', 'id'], direction: 'desc' }), fromRow)
}

function fromRow(row: Selectable<SilenceTable>): Silence {
  return {
    id: row.id,
    endpoint: row.endpoint,
    kind: row.kind as ReportKind | null,
    partitionPrefix: row.partition_prefix,
    reason: row.reason,
    until: row.until,
    createdBy: row.created_by,
    createdAt: row.created_at,
    endedBy: row.ended_by,
    endedAt: row.ended_at,
  }
}
