import type { Kysely, Selectable, Transaction } from 'kysely'
import type { CohortChange, CohortOutcome, CohortRequest } from '../domain/cohort.ts'
import type { CohortChange as CohortChangeTable, Database } from './database.ts'

export type SavedCohortChange = CohortChange & { request: CohortRequest }

export async function findCohortChange(
  db: Kysely<Database>,
  id: string,
): Promise<SavedCohortChange | undefined> {
  const row = await db.selectFrom('cohort_change').selectAll().where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

export async function findCohortChangeByKey(
  db: Kysely<Database>,
  idempotencyKey: string,
): Promise<SavedCohortChange | undefined> {
  const row = await db
    .selectFrom('cohort_change')
    .selectAll()
    .where('idempotency_key', '=', idempotencyKey)
    .executeTakeFirst()
  return row && fromRow(row)
}

export async function insertCohortChange(
  tx: Transaction<Database>,
  change: CohortChange & { id: string },
  made: {
    modelRef: number
    request: CohortRequest
    idempotencyKey: string | null
    requestedBy: string
    at: Date
  },
): Promise<void> {
  await tx
    .insertInto('cohort_change')
    .values({
      id: change.id,
      model_id: made.modelRef,
      action: made.request.action,
      request: JSON.stringify(made.request),
      idempotency_key: made.idempotencyKey,
      base_id: change.baseRef,
      version_id: change.versionRef,
      outcomes: JSON.stringify(change.outcomes),
      requested_by: made.requestedBy,
      created_at: made.at,
    })
    .execute()
}

function fromRow(row: Selectable<CohortChangeTable>): SavedCohortChange {
  return {
    id: row.id,
    baseRef: row.base_id,
    versionRef: row.version_id,
    outcomes: row.outcomes as CohortOutcome[],
    request: row.request as CohortRequest,
  }
}
