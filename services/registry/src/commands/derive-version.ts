import { DomainError } from '@headway/kit/errors'
import type { Transaction } from 'kysely'
import type { Context } from '../context.ts'
import { champion } from '../domain/alias.ts'
import { decideOnDerived } from '../domain/approval-policy.ts'
import type { PartitionSource } from '../domain/cohort.ts'
import type { Model } from '../domain/model.ts'
import type { ModelVersion, ModelVersionOrigin } from '../domain/model-version.ts'
import { findAlias } from '../store/aliases.ts'
import type { Database } from '../store/database.ts'
import { getVersionByRef } from '../store/model-versions.ts'
import { inheritPartitions, takePartitions } from '../store/partition-writes.ts'
import { addVersion } from './add-version.ts'
import { applyDecision } from './decide-version.ts'

export type Derivation = {
  base: ModelVersion
  origin: ModelVersionOrigin
  /** The partitions that differ, and the versions whose artifacts they get. */
  sources: readonly PartitionSource[]
  pinned: boolean
  idempotencyKey: string | null
}

/** The champion, from which a version can be derived; FAILED_PRECONDITION where there is none. */
export async function getChampion(tx: Transaction<Database>, model: Model): Promise<ModelVersion> {
  const alias = await findAlias(tx, model.ref, champion)
  if (alias) return getVersionByRef(tx, alias.versionRef)
  throw new DomainError('FAILED_PRECONDITION', `${model.name} has no champion`, {
    field: 'model',
    value: model.name,
    expected: 'a model with a champion',
  })
}

/** Makes a version that is another one but for some partitions, and lets the approval policy decide on it. */
export async function deriveVersion(
  tx: Transaction<Database>,
  context: Context,
  model: Model,
  { base, origin, sources, pinned, idempotencyKey }: Derivation,
): Promise<ModelVersion> {
  const decision = decideOnDerived(model.approvalPolicy)
  const draft = {
    origin,
    parentRef: base.ref,
    rebasedFromRef: null,
    run: null,
    requestedBy: context.actor.id,
    idempotencyKey,
    proposedManifestDigest: null,
    environmentDigest: null,
    code: null,
    datasetVersions: [],
    profiles: base.profiles,
    metrics: {},
    gate: null,
    needsApproval: decision.outcome === 'ask',
    exceptions: decision.exceptions,
    conflicts: [],
  }
  const version = await addVersion(tx, context, model, draft, context.actor.id, async (target) => {
    const ordinalsOf = (from: readonly PartitionSource[]) => from.map(({ ordinal }) => ordinal)
    await inheritPartitions(tx, base.ref, target, ordinalsOf(sources))
    for (const [from, taken] of Map.groupBy(sources, ({ versionRef }) => versionRef)) {
      await takePartitions(tx, from, { ...target, base: base.ref }, ordinalsOf(taken), pinned)
    }
  })
  return applyDecision(tx, context, model, version, decision)
}
