import { DomainError } from '@headway/kit/errors'
import type { Transaction } from 'kysely'
import { type ProposedContent, readProposal } from '../adapters/read-proposal.ts'
import type { Context } from '../context.ts'
import { decideByPolicy } from '../domain/approval-policy.ts'
import type { Model } from '../domain/model.ts'
import type { Gate, ModelVersion } from '../domain/model-version.ts'
import type { PartitionState } from '../domain/rebase.ts'
import { selectChanges } from '../domain/select-changes.ts'
import type { Database } from '../store/database.ts'
import { saveEnvironment } from '../store/environments.ts'
import { findByIdempotencyKey, findByRun, findVersion } from '../store/model-versions.ts'
import { getModel, lockModel } from '../store/models.ts'
import { inheritPartitions, insertPartitions, readPartitionStates } from '../store/partition-writes.ts'
import { ensurePartitions } from '../store/partitions.ts'
import { addVersion } from './add-version.ts'
import { applyDecision } from './decide-version.ts'

/** What a run or a person proposes; by run or by key the same proposal makes one version. */
export type Proposal = {
  model: string
  parent: string | null
  manifestDigest: string
  run: string | null
  idempotencyKey: string | null
  requestedBy: string
  gate: Gate | null
  /** Where these are null, the manifest says. */
  environmentDigest: string | null
  code: string | null
  datasetVersions: string[] | null
  metrics: Record<string, number> | null
}

/**
 * Makes a version from a manifest, and lets the approval policy decide on it. Everything is read and checked before
 * the first row is written.
 */
export async function createModelVersion(context: Context, proposal: Proposal): Promise<ModelVersion> {
  const { db, artifacts, now } = context
  const existing = await findExisting(db, proposal)
  if (existing) return existing
  const model = await getModel(db, proposal.model)
  const parent = await findParent(db, model, proposal.parent)
  const content = await readProposal(artifacts, model, { ...proposal, now: now() })
  return db.transaction().execute(async (tx) => {
    const locked = await lockModel(tx, model.name)
    return (await findExisting(tx, proposal)) ?? addProposal(tx, context, locked, proposal, parent, content)
  })
}

async function addProposal(
  tx: Transaction<Database>,
  context: Context,
  model: Model,
  proposal: Proposal,
  parent: ModelVersion | null,
  content: ProposedContent,
): Promise<ModelVersion> {
  const { manifest, environment } = content
  const keys = [...content.partitions.map(({ key }) => key), ...content.removed]
  const ordinals = await ensurePartitions(tx, model.ref, keys)
  const before = parent ? await readPartitionStates(tx, parent.ref) : new Map<number, PartitionState>()
  const changes = selectChanges(content, ordinals, before, proposal.parent)
  const decision = decideByPolicy(model.approvalPolicy, {
    gate: proposal.gate,
    proposedWorse: changes.partitions.filter(({ verdict }) => verdict === 'WORSE').length,
    proposedTooLittleData: changes.partitions.filter(({ verdict }) => verdict === 'TOO_LITTLE_DATA').length,
    removed: changes.removed.length,
  })
  if (environment) await saveEnvironment(tx, environment)
  const replaced = [...changes.partitions.map(({ ordinal }) => ordinal), ...changes.removed]
  // Where nothing of the parent is left, neither are the tables that told of it.
  const gone = new Set(replaced)
  const inherited = [...before.keys()].some((ordinal) => !gone.has(ordinal)) ? (parent?.profiles ?? []) : []
  const draft = {
    origin: 'PROPOSED' as const,
    parentRef: parent?.ref ?? null,
    rebasedFromRef: null,
    run: proposal.run,
    requestedBy: proposal.requestedBy,
    idempotencyKey: proposal.idempotencyKey,
    proposedManifestDigest: proposal.manifestDigest,
    environmentDigest: environment?.digest ?? null,
    code: proposal.code ?? manifest.code,
    // Each once: a page of them is found by the id.
    datasetVersions: [...new Set(proposal.datasetVersions ?? manifest.datasetVersions)],
    profiles: [...inherited, ...manifest.profiles.filter((digest) => !inherited.includes(digest))],
    metrics: { ...manifest.metrics, ...proposal.metrics },
    gate: proposal.gate,
    needsApproval: decision.outcome === 'ask',
    exceptions: decision.exceptions,
    conflicts: [],
  }
  const actor = proposal.requestedBy
  const version = await addVersion(tx, context, model, draft, actor, async (target) => {
    if (parent) await inheritPartitions(tx, parent.ref, target, replaced)
    await insertPartitions(tx, target, changes.partitions)
  })
  return applyDecision(tx, context, model, version, decision)
}

async function findExisting(db: Context['db'], proposal: Proposal): Promise<ModelVersion | undefined> {
  const { run, idempotencyKey } = proposal
  const existing = run
    ? await findByRun(db, run)
    : idempotencyKey
      ? await findByIdempotencyKey(db, idempotencyKey)
      : undefined
  if (!existing || existing.proposedManifestDigest === proposal.manifestDigest) return existing
  throw new DomainError('ALREADY_EXISTS', `${existing.id} was made from another manifest`, {
    field: run ? 'run' : 'idempotencyKey',
    value: run ?? idempotencyKey,
    expected: `the manifest ${existing.proposedManifestDigest}`,
  })
}

async function findParent(db: Context['db'], model: Model, id: string | null): Promise<ModelVersion | null> {
  if (id === null) return null
  const parent = await findVersion(db, id)
  if (!parent || parent.modelRef !== model.ref) {
    throw new DomainError('NOT_FOUND', `${model.name} has no version ${id}`, {
      field: 'parent',
      value: id,
      expected: `a version of ${model.name}`,
    })
  }
  if (parent.state !== 'REJECTED') return parent
  throw new DomainError('FAILED_PRECONDITION', `the parent ${id} was rejected`, {
    field: 'parent',
    value: id,
    expected: 'a version that was not rejected',
  })
}
