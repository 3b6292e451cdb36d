import type { Transaction } from 'kysely'
import type { Context } from '../context.ts'
import type { Model } from '../domain/model.ts'
import type { ModelVersion } from '../domain/model-version.ts'
import { planRebase, refuseEmptyRebase } from '../domain/rebase.ts'
import type { Database } from '../store/database.ts'
import { inheritPartitions, listRebaseTriples, takePartitions } from '../store/partition-writes.ts'
import { addVersion } from './add-version.ts'

/**
 * Makes a candidate that puts a version's changes on the champion. FAILED_PRECONDITION when nothing of them is left.
 * The model is locked by the caller.
 */
export async function rebaseVersion(
  tx: Transaction<Database>,
  context: Context,
  model: Model,
  version: ModelVersion,
  champion: ModelVersion,
  actor: string,
): Promise<ModelVersion> {
  const plan = planRebase(await listRebaseTriples(tx, version.ref, version.parentRef, champion.ref))
  refuseEmptyRebase(plan, version.id, champion.id)
  const draft = {
    ...version,
    origin: 'REBASED' as const,
    parentRef: champion.ref,
    rebasedFromRef: version.ref,
    idempotencyKey: null,
    proposedManifestDigest: null,
    // Metrics and counts of a fleet that is not this one.
    metrics: {},
    gate: null,
    needsApproval: false,
    exceptions: [],
    profiles: [
      ...champion.profiles,
      ...version.profiles.filter((digest) => !champion.profiles.includes(digest)),
    ],
    conflicts: plan.conflicts,
  }
  return addVersion(tx, context, model, draft, actor, async (target) => {
    await inheritPartitions(tx, champion.ref, target, [...plan.take, ...plan.remove])
    await takePartitions(tx, version.ref, { ...target, base: champion.ref }, plan.take, null)
  })
}
