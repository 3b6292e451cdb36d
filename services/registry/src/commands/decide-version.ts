import { modelVersionApproved, modelVersionRejected } from '@headway/events/registry'
import { emit } from '@headway/kit/outbox'
import type { Transaction } from 'kysely'
import type { Context } from '../context.ts'
import { challenger, champion, moveAlias } from '../domain/alias.ts'
import type { PolicyDecision } from '../domain/approval-policy.ts'
import type { Model } from '../domain/model.ts'
import { approve, type Decider, deciderName, type ModelVersion, reject } from '../domain/model-version.ts'
import { findAlias } from '../store/aliases.ts'
import { insertApproval } from '../store/approvals.ts'
import type { Database } from '../store/database.ts'
import { getVersionByRef, saveVersionState } from '../store/model-versions.ts'
import { changeAlias } from './change-alias.ts'
import { rebaseVersion } from './rebase-version.ts'
import { recordAudit } from './record-audit.ts'
import { versionFacts } from './version-facts.ts'

/** Keys that an event can carry; the version's `conflicts` in the graph has them all. */
const mostConflictsInEvent = 1000

/**
 * Approves a candidate and makes it, or its changes put on a champion that moved, the challenger. The model is locked
 * by the caller.
 */
export async function approveVersion(
  tx: Transaction<Database>,
  context: Context,
  model: Model,
  version: ModelVersion,
  decider: Decider,
  reason: string,
): Promise<ModelVersion> {
  const approved = approve(version, decider)
  await saveDecision(tx, context, model, approved, decider, reason)
  const base = await findMovedChampion(tx, model, version)
  let live = approved
  if (base) {
    const rebased = await rebaseVersion(tx, context, model, approved, base, deciderName(decider))
    live = { ...rebased, state: 'APPROVED' }
    await saveDecision(tx, context, model, live, decider, `${reason} (${version.id} on ${base.id})`)
  }
  await tellApproved(tx, live, { rebasedFrom: base ? version.id : null, decider, reason })
  const move = moveAlias(await findAlias(tx, model.ref, challenger), {
    modelRef: model.ref,
    alias: challenger,
    version: live,
    expectedRevision: null,
    movedBy: deciderName(decider),
    reason: `${live.id} was approved`,
    run: live.run,
    now: context.now(),
  })
  await changeAlias(tx, context, model, move)
  return approved
}

/** Refuses a candidate for good. The model is locked by the caller. */
export async function rejectVersion(
  tx: Transaction<Database>,
  context: Context,
  model: Model,
  version: ModelVersion,
  decider: Decider,
  refusal: { reason: string; code: string | null },
): Promise<ModelVersion> {
  const rejected = reject(version)
  await saveDecision(tx, context, model, rejected, decider, refusal.reason)
  await emit(
    tx,
    modelVersionRejected,
    {
      versionId: version.id,
      model: version.model,
      run: version.run,
      decidedBy: deciderName(decider),
      reason: refusal.reason,
      code: refusal.code,
    },
    { aggregate: version.id },
  )
  return rejected
}

/** Does what the policy decided. */
export async function applyDecision(
  tx: Transaction<Database>,
  context: Context,
  model: Model,
  version: ModelVersion,
  { outcome, reason }: PolicyDecision,
): Promise<ModelVersion> {
  const policy = { kind: 'policy' } as const
  if (outcome === 'ask') return version
  if (outcome === 'reject') {
    return rejectVersion(tx, context, model, version, policy, { reason, code: 'FAILED_PRECONDITION' })
  }
  return approveVersion(tx, context, model, version, policy, reason)
}

/** Writes a decision down, and in the audit log; the caller tells of it. */
export async function saveDecision(
  tx: Transaction<Database>,
  context: Context,
  model: Model,
  version: ModelVersion,
  decider: Decider,
  reason: string,
): Promise<void> {
  const decision = version.state === 'APPROVED' ? 'APPROVED' : 'REJECTED'
  await saveVersionState(tx, version)
  await insertApproval(tx, {
    versionRef: version.ref,
    decision,
    decidedBy: deciderName(decider),
    requestedBy: version.requestedBy,
    reason,
    decidedAt: context.now(),
  })
  await recordAudit(tx, context, model, {
    actor: deciderName(decider),
    action: decision === 'APPROVED' ? 'model_version.approved' : 'model_version.rejected',
    subject: version.id,
    details: { reason, requestedBy: version.requestedBy },
  })
}

export async function tellApproved(
  tx: Transaction<Database>,
  live: ModelVersion,
  approval: { rebasedFrom: string | null; decider: Decider; reason: string },
): Promise<void> {
  const parent = live.parentRef === null ? null : await getVersionByRef(tx, live.parentRef)
  await emit(
    tx,
    modelVersionApproved,
    {
      ...versionFacts(live, parent?.id ?? null),
      decidedBy: deciderName(approval.decider),
      reason: approval.reason,
      rebasedFrom: approval.rebasedFrom,
      conflicts: live.conflicts.slice(0, mostConflictsInEvent),
    },
    { aggregate: live.id },
  )
}

/** The champion, when it is neither the version's parent nor absent. */
export async function findMovedChampion(
  tx: Transaction<Database>,
  model: Model,
  version: ModelVersion,
): Promise<ModelVersion | undefined> {
  const now = await findAlias(tx, model.ref, champion)
  if (!now || now.versionRef === version.parentRef) return undefined
  return getVersionByRef(tx, now.versionRef)
}
