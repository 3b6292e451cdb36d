import { auditHeadSigned } from '@headway/events/registry'
import { emit } from '@headway/kit/outbox'
import type { Transaction } from 'kysely'
import { hashText } from '../adapters/audit-signer.ts'
import type { Context } from '../context.ts'
import { type AuditEntry, auditText } from '../domain/audit.ts'
import type { Model } from '../domain/model.ts'
import { appendAuditEntry, lockAuditHead, saveAuditKey } from '../store/audit-entries.ts'
import type { Database } from '../store/database.ts'

/** Adds an entry to a model's chain, in the transaction of what it tells of, and publishes the signed head. */
export async function recordAudit(
  tx: Transaction<Database>,
  { signer, now }: Pick<Context, 'signer' | 'now'>,
  model: Pick<Model, 'ref' | 'name'>,
  what: Pick<AuditEntry, 'actor' | 'action' | 'subject' | 'details'>,
): Promise<void> {
  const head = await lockAuditHead(tx, model.ref)
  const at = now()
  const entry = {
    ...what,
    model: model.name,
    sequence: head.sequence + 1,
    at,
    previousHash: head.hash,
  }
  const hash = hashText(auditText(entry))
  const signature = signer.sign(hash)
  await saveAuditKey(tx, { id: signer.keyId, publicKey: signer.publicKey, firstUsedAt: at })
  await appendAuditEntry(tx, model.ref, { ...entry, hash, signature, keyId: signer.keyId })
  await emit(
    tx,
    auditHeadSigned,
    { model: model.name, sequence: entry.sequence, hash, signature, keyId: signer.keyId },
    { aggregate: model.name, revision: entry.sequence },
  )
}
