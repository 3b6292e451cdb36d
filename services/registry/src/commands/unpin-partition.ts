import { parseKey } from '@headway/artifacts/partition-key'
import { DomainError } from '@headway/kit/errors'
import type { Context } from '../context.ts'
import type { ModelVersion } from '../domain/model-version.ts'
import { checkReason } from '../domain/names.ts'
import { lockModel } from '../store/models.ts'
import { findPartition } from '../store/partition-reads.ts'
import { deriveVersion, getChampion } from './derive-version.ts'
import { findDerived } from './find-derived.ts'
import { recordAudit } from './record-audit.ts'

export type UnpinRequest = {
  model: string
  partition: string
  reason: string
  idempotencyKey: string | null
}

/** Makes a version from the champion in which a pinned partition may change again. */
export function unpinPartition(context: Context, request: UnpinRequest): Promise<ModelVersion> {
  const reason = checkReason(request.reason)
  parseKey(request.partition)
  return context.db.transaction().execute(async (tx) => {
    const model = await lockModel(tx, request.model)
    const existing = await findDerived(tx, model, 'UNPINNED', request.idempotencyKey)
    if (existing) return existing
    const base = await getChampion(tx, model)
    const present = await findPartition(tx, base.ref, request.partition)
    if (!present) {
      throw new DomainError('NOT_FOUND', `${base.id} has no partition "${request.partition}"`, {
        field: 'partition',
        value: request.partition,
        expected: `a partition of ${base.id}`,
      })
    }
    if (!present.pinned) {
      throw new DomainError('FAILED_PRECONDITION', `"${request.partition}" is not pinned`, {
        field: 'partition',
        value: request.partition,
        expected: 'a pinned partition',
      })
    }
    await recordAudit(tx, context, model, {
      actor: context.actor.id,
      action: 'partition.unpinned',
      subject: model.name,
      details: { partition: request.partition, on: base.id, reason },
    })
    return deriveVersion(tx, context, model, {
      base,
      origin: 'UNPINNED',
      ordinal: present.ordinal,
      from: base,
      pinned: false,
      idempotencyKey: request.idempotencyKey,
    })
  })
}
