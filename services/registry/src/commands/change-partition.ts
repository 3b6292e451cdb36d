import { parseKey } from '@headway/artifacts/partition-key'
import { DomainError } from '@headway/kit/errors'
import type { Context } from '../context.ts'
import type { CohortAction } from '../domain/cohort.ts'
import type { ModelVersion } from '../domain/model-version.ts'
import { getVersionByRef } from '../store/model-versions.ts'
import { changeCohortIn } from './change-cohort.ts'

export type PartitionChangeRequest = {
  model: string
  partition: string
  fromVersion: string | null
  reason: string
  idempotencyKey: string | null
}

/** Pins or frees one partition: as a cohort of one, for which it is an error that nothing changes. */
export function changePartition(
  context: Context,
  action: CohortAction,
  { model, partition, fromVersion, reason, idempotencyKey }: PartitionChangeRequest,
): Promise<ModelVersion> {
  parseKey(partition)
  return context.db.transaction().execute(async (tx) => {
    const { versionRef, outcomes } = await changeCohortIn(tx, context, {
      request: { action, model, partitions: { keys: [partition] }, fromVersion },
      reason,
      idempotencyKey,
      dryRun: false,
    })
    if (versionRef !== null) return getVersionByRef(tx, versionRef)
    if (outcomes[0]?.outcome === 'NOT_FOUND') {
      const where = fromVersion ?? `the champion of ${model}`
      throw new DomainError('NOT_FOUND', `${where} has no partition "${partition}"`, {
        field: 'partition',
        value: partition,
        expected: `a partition of ${where}`,
      })
    }
    const isPin = action === 'PIN'
    throw new DomainError(
      'FAILED_PRECONDITION',
      isPin ? `"${partition}" is pinned to that artifact already` : `"${partition}" is not pinned`,
      {
        field: 'partition',
        value: partition,
        expected: isPin ? 'a partition that is not pinned, or another version' : 'a pinned partition',
      },
    )
  })
}
