import { modelVersionCreated } from '@headway/events/registry'
import { emit } from '@headway/kit/outbox'
import type { Transaction } from 'kysely'
import type { Context } from '../context.ts'
import type { Model } from '../domain/model.ts'
import type { ModelVersion, NewModelVersion } from '../domain/model-version.ts'
import type { Database } from '../store/database.ts'
import { finishVersion, getVersionByRef, insertVersion } from '../store/model-versions.ts'
import { summarizeVersion } from '../store/version-summary.ts'
import { recordAudit } from './record-audit.ts'
import { versionFacts } from './version-facts.ts'
import { writeManifest } from './write-manifest.ts'

export type VersionTarget = { ref: number; modelRef: number }

/**
 * Makes a candidate: numbers it, lets `write` give it its partitions, counts them, stores its manifest and tells of
 * it. The model is locked by the caller.
 */
export async function addVersion(
  tx: Transaction<Database>,
  context: Context,
  model: Model,
  draft: NewModelVersion,
  actor: string,
  write: (target: VersionTarget) => Promise<void>,
): Promise<ModelVersion> {
  const parent = draft.parentRef === null ? null : await getVersionByRef(tx, draft.parentRef)
  const { ref, id } = await insertVersion(tx, model, draft, context.now())
  await write({ ref, modelRef: model.ref })
  const summary = await summarizeVersion(tx, ref, draft.parentRef)
  const manifestDigest = await writeManifest(tx, context, model, {
    ...draft,
    ref,
    id,
    parent: parent?.id ?? null,
  })
  const version = await finishVersion(tx, ref, { manifestDigest, summary })
  await recordAudit(tx, context, model, {
    actor,
    action: 'model_version.created',
    subject: version.id,
    details: {
      origin: version.origin,
      parent: parent?.id ?? null,
      run: version.run,
      requestedBy: version.requestedBy,
      manifestDigest,
      changedCount: summary.changedCount,
      partitionCount: summary.partitionCount,
    },
  })
  await emit(
    tx,
    modelVersionCreated,
    {
      ...versionFacts(version, parent?.id ?? null),
      needsApproval: version.needsApproval,
      exceptions: version.exceptions,
    },
    { aggregate: version.id },
  )
  return version
}
