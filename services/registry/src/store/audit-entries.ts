import { mapPage, type PageArguments, page } from '@headway/kit/pagination'
import type { Kysely, Transaction } from 'kysely'
import type { AuditEntry, AuditKey } from '../domain/audit.ts'
import { type ChainState, firstPreviousHash } from '../domain/audit.ts'
import type { Database } from './database.ts'

/** The newest entry of a model's chain, locked until the transaction ends. */
export async function lockAuditHead(tx: Transaction<Database>, modelRef: number): Promise<ChainState> {
  const row = await tx
    .selectFrom('model')
    .select(['audit_sequence', 'audit_head'])
    .where('id', '=', modelRef)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return { sequence: row.audit_sequence, hash: row.audit_head ?? firstPreviousHash }
}

/** Where the chain of a model should end. */
export async function getAuditHead(db: Kysely<Database>, modelRef: number): Promise<ChainState> {
  const row = await db
    .selectFrom('model')
    .select(['audit_sequence', 'audit_head'])
    .where('id', '=', modelRef)
    .executeTakeFirstOrThrow()
  return { sequence: row.audit_sequence, hash: row.audit_head ?? firstPreviousHash }
}

export async function appendAuditEntry(
  tx: Transaction<Database>,
  modelRef: number,
  entry: AuditEntry,
): Promise<void> {
  await tx
    .insertInto('audit_entry')
    .values({
      model_id: modelRef,
      sequence: entry.sequence,
      at: entry.at,
      actor: entry.actor,
      action: entry.action,
      subject: entry.subject,
      details: JSON.stringify(entry.details),
      previous_hash: entry.previousHash,
      hash: entry.hash,
      signature: entry.signature,
      key_id: entry.keyId,
    })
    .execute()
  await tx
    .updateTable('model')
    .set({ audit_sequence: entry.sequence, audit_head: entry.hash })
    .where('id', '=', modelRef)
    .execute()
}

export async function listAuditEntries(db: Kysely<Database>, modelRef: number, args: PageArguments) {
  const query = entries(db).where('model_id', '=', modelRef)
  return mapPage(await page(query, args, { by: ['sequence'], direction: 'desc' }), entryFromRow)
}

/** The entries after a sequence number, oldest first. */
export async function readAuditEntries(
  db: Kysely<Database>,
  modelRef: number,
  after: number,
  limit: number,
): Promise<AuditEntry[]> {
  const rows = await entries(db)
    .where('model_id', '=', modelRef)
    .where('sequence', '>', after)
    .orderBy('sequence')
    .limit(limit)
    .execute()
  return rows.map(entryFromRow)
}

export async function saveAuditKey(db: Kysely<Database>, key: AuditKey): Promise<void> {
  await db
    .insertInto('audit_key')
    .values({ id: key.id, public_key: key.publicKey, first_used_at: key.firstUsedAt })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

export async function loadAuditKeys(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<(AuditKey | null)[]> {
  const rows = await db
    .selectFrom('audit_key')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute()
  const found = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => {
    const row = found.get(id)
    return row ? { id, publicKey: row.public_key, firstUsedAt: row.first_used_at } : null
  })
}

function entries(db: Kysely<Database>) {
  const joined = db
    .selectFrom('audit_entry as e')
    .innerJoin('model as m', 'm.id', 'e.model_id')
    .selectAll('e')
    .select('m.name as model')
  return db.selectFrom(joined.as('entry')).selectAll()
}

type Row = Awaited<ReturnType<ReturnType<typeof entries>['executeTakeFirstOrThrow']>>

function entryFromRow(row: Row): AuditEntry {
  return {
    model: row.model,
    sequence: row.sequence,
    at: row.at,
    actor: row.actor,
    action: row.action,
    subject: row.subject,
    details: row.details,
    previousHash: row.previous_hash,
    hash: row.hash,
    signature: row.signature,
    keyId: row.key_id,
  }
}
