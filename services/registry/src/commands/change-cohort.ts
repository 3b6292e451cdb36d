import { isDeepStrictEqual } from 'node:util'
import { DomainError } from '@headway/kit/errors'
import type { Transaction } from 'kysely'
import type { Context } from '../context.ts'
import {
  type CohortChange,
  type CohortRequest,
  checkCohort,
  cohortOrigins,
  decideOutcome,
  type PartitionSource,
} from '../domain/cohort.ts'
import type { Model } from '../domain/model.ts'
import type { ModelVersion } from '../domain/model-version.ts'
import { checkReason } from '../domain/names.ts'
import { findCohortChangeByKey, insertCohortChange } from '../store/cohort-changes.ts'
import { chooseCohort, findPrevious, findSources } from '../store/cohorts.ts'
import type { Database } from '../store/database.ts'
import { findByIdempotencyKey, getVersion } from '../store/model-versions.ts'
import { getModel, lockModel } from '../store/models.ts'
import { deriveVersion, getChampion } from './derive-version.ts'
import { recordAudit } from './record-audit.ts'

export type ChangeCohort = {
  request: CohortRequest
  reason: string
  idempotencyKey: string | null
  /** Says what would become of every partition, and changes nothing. */
  dryRun: boolean
}

const audited = {
  PIN: 'partitions.pinned',
  UNPIN: 'partitions.unpinned',
  ROLL_BACK: 'partitions.rolled_back',
}

/** Keys that an audit entry names; the change itself keeps them all. */
const mostAuditedKeys = 100

/** Pins, frees or rolls back the partitions of the champion that a filter keeps, as one new version. */
export function changeCohort(context: Context, wanted: ChangeCohort): Promise<CohortChange> {
  return context.db.transaction().execute((tx) => changeCohortIn(tx, context, wanted))
}

/** The same in a transaction of the caller's. */
export async function changeCohortIn(
  tx: Transaction<Database>,
  context: Context,
  { request, reason: given, idempotencyKey, dryRun }: ChangeCohort,
): Promise<CohortChange> {
  const reason = checkReason(given)
  checkCohort(request.partitions, 'partitions')
  const model = await (dryRun ? getModel(tx, request.model) : lockModel(tx, request.model))
  const existing = dryRun ? undefined : await findExisting(tx, request, idempotencyKey)
  if (existing) return existing
  const from = await findFrom(tx, model, request)
  const base = await getChampion(tx, model)
  const { outcomes, sources } = await decide(tx, request, base, from)
  if (dryRun) return { id: null, baseRef: base.ref, versionRef: null, outcomes }
  const version =
    sources.length === 0
      ? null
      : await deriveVersion(tx, context, model, {
          base,
          origin: cohortOrigins[request.action],
          sources,
          pinned: request.action === 'PIN',
          idempotencyKey,
        })
  const change = { id: context.newId(), baseRef: base.ref, versionRef: version?.ref ?? null, outcomes }
  const { actor, now } = context
  await insertCohortChange(tx, change, {
    modelRef: model.ref,
    request,
    idempotencyKey,
    requestedBy: actor.id,
    at: now(),
  })
  if (!version) return change
  const changed = outcomes.filter(({ outcome }) => outcome === 'CHANGED').map(({ key }) => key)
  await recordAudit(tx, context, model, {
    actor: actor.id,
    action: audited[request.action],
    subject: version.id,
    details: {
      cohortChange: change.id,
      partitions: changed.slice(0, mostAuditedKeys),
      partitionCount: changed.length,
      from: from?.id ?? null,
      on: base.id,
      reason,
    },
  })
  return change
}

async function decide(
  tx: Transaction<Database>,
  { action, partitions }: CohortRequest,
  base: ModelVersion,
  from: ModelVersion | null,
) {
  const chosen = await chooseCohort(tx, base.ref, partitions)
  const keys = chosen.map(({ key }) => key)
  const found =
    from === null && action === 'ROLL_BACK'
      ? await findPrevious(tx, base.ref, keys)
      : await findSources(tx, (from ?? base).ref, keys)
  const sources: PartitionSource[] = []
  const outcomes = chosen.map((partition) => {
    const { key } = partition
    const source = found.get(key)
    const outcome = decideOutcome(action, partition, source)
    if (outcome === 'CHANGED' && source) sources.push(source)
    return { key, outcome, sourceRef: source?.versionRef ?? null }
  })
  return { outcomes, sources }
}

/** What was done for the key before; ALREADY_EXISTS when it was something else. */
async function findExisting(
  tx: Transaction<Database>,
  request: CohortRequest,
  idempotencyKey: string | null,
): Promise<CohortChange | undefined> {
  if (idempotencyKey === null) return undefined
  const existing = await findCohortChangeByKey(tx, idempotencyKey)
  if (existing && isDeepStrictEqual(existing.request, JSON.parse(JSON.stringify(request)))) return existing
  const version = existing ? undefined : await findByIdempotencyKey(tx, idempotencyKey)
  if (!existing && !version) return undefined
  throw new DomainError('ALREADY_EXISTS', 'the idempotency key was used for another request', {
    field: 'idempotencyKey',
    value: idempotencyKey,
    expected: 'a key of its own for every request',
  })
}

async function findFrom(
  tx: Transaction<Database>,
  model: Model,
  { fromVersion, action }: CohortRequest,
): Promise<ModelVersion | null> {
  if (fromVersion === null) return null
  const from = await getVersion(tx, fromVersion, 'fromVersion')
  if (from.modelRef !== model.ref || action === 'UNPIN') {
    throw new DomainError('INVALID_ARGUMENT', `${from.id} cannot give the artifacts`, {
      field: 'fromVersion',
      value: from.id,
      expected: action === 'UNPIN' ? 'null' : `a version of ${model.name}`,
    })
  }
  if (from.state === 'APPROVED') return from
  throw new DomainError('FAILED_PRECONDITION', `${from.id} was not approved`, {
    field: 'fromVersion',
    value: from.state,
    expected: 'APPROVED',
  })
}
