import type { EventData } from '@headway/events/define-event'
import type { promotionRequested } from '@headway/events/pipelines'
import { aliasMoved, promotionRejected } from '@headway/events/registry'
import { DomainError } from '@headway/kit/errors'
import { emit } from '@headway/kit/outbox'
import type { Transaction } from 'kysely'
import type { Context } from '../context.ts'
import { type AliasMove, champion, moveAlias } from '../domain/alias.ts'
import type { Model } from '../domain/model.ts'
import type { ModelVersion } from '../domain/model-version.ts'
import { aliasId, checkName } from '../domain/names.ts'
import { findAlias, findMoveOfRun } from '../store/aliases.ts'
import type { Database } from '../store/database.ts'
import { getVersion } from '../store/model-versions.ts'
import { lockModel } from '../store/models.ts'
import { aliasFacts, changeAlias } from './change-alias.ts'
import { findMovedChampion, saveDecision, tellApproved } from './decide-version.ts'
import { rebaseVersion } from './rebase-version.ts'

type Request = EventData<typeof promotionRequested>

/**
 * Moves the alias that a run asks for, once for each run. A champion that moved since the version's parent is not
 * lost: the version's changes are put on it. What cannot be done is answered with a rejection.
 */
export async function promoteModelVersion(context: Context, request: Request): Promise<void> {
  try {
    await context.db.transaction().execute((tx) => promote(tx, context, request))
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    const { run, model, alias, versionId } = request
    context.log.warn({ run, versionId, code: error.code, reason: error.message }, 'a promotion was refused')
    await context.db
      .transaction()
      .execute((tx) =>
        emit(
          tx,
          promotionRejected,
          { run, model, alias, versionId, code: error.code, reason: error.message },
          { aggregate: aliasId(model, alias) },
        ),
      )
  }
}

async function promote(tx: Transaction<Database>, context: Context, request: Request): Promise<void> {
  const alias = checkName(request.alias, 'alias')
  const model = await lockModel(tx, request.model)
  const version = await getVersion(tx, request.versionId, 'versionId')
  const last = await findAlias(tx, model.ref, alias)
  const before = await findMoveOfRun(tx, model.ref, alias, request.run)
  if (before) return repeat(tx, model, before, last)
  const live = alias === champion ? await putOnChampion(tx, context, model, version) : version
  const move = moveAlias(last, {
    modelRef: model.ref,
    alias,
    version: live,
    // The champion is compared by the version's parent, which says more than its revision.
    expectedRevision: alias === champion ? null : request.expectedRevision,
    movedBy: request.requestedBy,
    reason: request.reason,
    run: request.run,
    now: context.now(),
  })
  await changeAlias(tx, context, model, move)
}

/** Says again what was done for the run, unless the alias has moved on since. */
async function repeat(
  tx: Transaction<Database>,
  model: Model,
  before: AliasMove,
  last: AliasMove | undefined,
): Promise<void> {
  if (before.revision !== last?.revision) {
    throw new DomainError(
      'FAILED_PRECONDITION',
      `the run moved ${before.alias} at revision ${before.revision}, and it was moved again since`,
      { field: 'run', value: before.run, expected: 'a run that did not promote before' },
    )
  }
  await emit(tx, aliasMoved, await aliasFacts(tx, model, before), {
    aggregate: aliasId(model.name, before.alias),
    revision: before.revision,
  })
}

/** The version itself while the champion is its parent, else a new one with its changes on the champion. */
async function putOnChampion(
  tx: Transaction<Database>,
  context: Context,
  model: Model,
  version: ModelVersion,
): Promise<ModelVersion> {
  const base = await findMovedChampion(tx, model, version)
  if (!base || base.ref === version.ref || version.state !== 'APPROVED') return version
  const rebased = await rebaseVersion(tx, context, model, version, base, 'policy')
  const live: ModelVersion = { ...rebased, state: 'APPROVED' }
  const reason = `${version.id}, which was approved, on ${base.id}`
  await saveDecision(tx, context, model, live, { kind: 'policy' }, reason)
  await tellApproved(tx, live, { rebasedFrom: version.id, decider: { kind: 'policy' }, reason })
  return live
}
