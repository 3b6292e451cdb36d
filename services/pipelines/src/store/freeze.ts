import type { Kysely, Transaction } from 'kysely'
import type { Freeze } from '../domain/freeze.ts'
import type { Database } from './database.ts'

export async function getFreeze(db: Kysely<Database>): Promise<Freeze> {
  const row = await db.selectFrom('freeze_state').selectAll().executeTakeFirst()
  if (!row) return { frozen: false, reason: null, changedBy: null, changedAt: null }
  return { frozen: row.frozen, reason: row.reason, changedBy: row.changed_by, changedAt: row.changed_at }
}

export async function saveFreeze(
  tx: Transaction<Database>,
  freeze: { frozen: boolean; reason: string; changedBy: string; changedAt: Date },
): Promise<void> {
  const values = {
    frozen: freeze.frozen,
    reason: freeze.reason,
    changed_by: freeze.changedBy,
    changed_at: freeze.changedAt,
  }
  await tx
    .insertInto('freeze_state')
    .values(values)
    .onConflict((conflict) => conflict.column('project_id').doUpdateSet(values))
    .execute()
}
