import type { Kysely, Selectable, Transaction } from 'kysely'
import type { CohortRequest, CohortRetraining, RetrainingOutcome } from '../domain/cohort.ts'
import type { CohortRetraining as CohortRetrainingTable, Database } from './database.ts'

type Saved = { request: CohortRequest; retraining: CohortRetraining }

/** What was chosen for a run; null where nobody chose partitions for it by hand. */
export async function loadCohortRetrainings(
  db: Kysely<Database>,
  runIds: readonly string[],
): Promise<(Saved | null)[]> {
  const rows = await db
    .selectFrom('cohort_retraining')
    .selectAll()
    .where('run_id', 'in', [...runIds])
    .execute()
  const found = new Map(rows.map((row) => [row.run_id, fromRow(row)]))
  return runIds.map((id) => found.get(id) ?? null)
}

export async function insertCohortRetraining(
  tx: Transaction<Database>,
  request: CohortRequest,
  { runId, versionId, outcomes }: CohortRetraining & { runId: string },
): Promise<void> {
  await tx
    .insertInto('cohort_retraining')
    .values({
      run_id: runId,
      request: JSON.stringify(request),
      version_id: versionId,
      outcomes: JSON.stringify(outcomes),
    })
    .execute()
}

function fromRow(row: Selectable<CohortRetrainingTable>): Saved {
  return {
    request: row.request as unknown as CohortRequest,
    retraining: {
      dryRun: false,
      runId: row.run_id,
      versionId: row.version_id,
      outcomes: row.outcomes as RetrainingOutcome[],
    },
  }
}
