import { parseKey } from '@headway/artifacts/partition-key'
import { DomainError } from '@headway/kit/errors'
import type { Context } from '../context.ts'
import type { ModelVersion } from '../domain/model-version.ts'
import { checkReason } from '../domain/names.ts'
import { getVersion } from '../store/model-versions.ts'
import { lockModel } from '../store/models.ts'
import { findPartition } from '../store/partition-reads.ts'
import { deriveVersion, getChampion } from './derive-version.ts'
import { findDerived } from './find-derived.ts'
import { recordAudit } from './record-audit.ts'

export type PinRequest = {
  model: string
  partition: string
  fromVersion: string
  reason: string
  idempotencyKey: string | null
}

/** Makes a version from the champion in which one partition has an earlier artifact, and keeps it. */
export function pinPartition(context: Context, request: PinRequest): Promise<ModelVersion> {
  const reason = checkReason(request.reason)
  parseKey(request.partition)
  return context.db.transaction().execute(async (tx) => {
    const model = await lockModel(tx, request.model)
    const existing = await findDerived(tx, model, 'PINNED', request.idempotencyKey)
    if (existing) return existing
    const from = await getVersion(tx, request.fromVersion, 'fromVersion')
    const wanted = from.modelRef === model.ref && (await findPartition(tx, from.ref, request.partition))
    if (!wanted) {
      throw new DomainError('NOT_FOUND', `${from.id} has no partition "${request.partition}"`, {
        field: 'partition',
        value: request.partition,
        expected: `a partition of ${from.id}, a version of ${model.name}`,
      })
    }
    if (from.state !== 'APPROVED') {
      throw new DomainError('FAILED_PRECONDITION', `${from.id} was not approved`, {
        field: 'fromVersion',
        value: from.state,
        expected: 'APPROVED',
      })
    }
    const base = await getChampion(tx, model)
    const present = await findPartition(tx, base.ref, request.partition)
    if (present?.pinned && present.sha256 === wanted.sha256) {
      throw new DomainError(
        'FAILED_PRECONDITION',
        `"${request.partition}" is pinned to that artifact already`,
        {
          field: 'partition',
          value: request.partition,
          expected: 'a partition that is not pinned, or another version',
        },
      )
    }
    await recordAudit(tx, context, model, {
      actor: context.actor.id,
      action: 'partition.pinned',
      subject: model.name,
      details: { partition: request.partition, from: from.id, on: base.id, reason },
    })
    return deriveVersion(tx, context, model, {
      base,
      origin: 'PINNED',
      ordinal: wanted.ordinal,
      from,
      pinned: true,
      idempotencyKey: request.idempotencyKey,
    })
  })
}
