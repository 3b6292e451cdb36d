import type { Kysely, Transaction } from 'kysely'
import type { Approval } from '../domain/approval.ts'
import type { Database } from './database.ts'

export async function insertApproval(tx: Transaction<Database>, approval: Approval): Promise<void> {
  await tx
    .insertInto('approval')
    .values({
      version_id: approval.versionRef,
      decision: approval.decision,
      decided_by: approval.decidedBy,
      requested_by: approval.requestedBy,
      reason: approval.reason,
      decided_at: approval.decidedAt,
    })
    .execute()
}

/** The decision on each version; null for a candidate. */
export async function loadApprovals(
  db: Kysely<Database>,
  versionRefs: readonly number[],
): Promise<(Approval | null)[]> {
  const rows = await db
    .selectFrom('approval')
    .selectAll()
    .where('version_id', 'in', [...versionRefs])
    .execute()
  const found = new Map(rows.map((row) => [row.version_id, row]))
  return versionRefs.map((ref) => {
    const row = found.get(ref)
    if (!row) return null
    return {
      versionRef: ref,
      decision: row.decision as Approval['decision'],
      decidedBy: row.decided_by,
      requestedBy: row.requested_by,
      reason: row.reason,
      decidedAt: row.decided_at,
    }
  })
}
