import { aliasMoved } from '@headway/events/registry'
import { emit } from '@headway/kit/outbox'
import type { Transaction } from 'kysely'
import type { Context } from '../context.ts'
import type { AliasMove } from '../domain/alias.ts'
import type { Model } from '../domain/model.ts'
import { aliasId } from '../domain/names.ts'
import { insertMove } from '../store/aliases.ts'
import type { Database } from '../store/database.ts'
import { getVersionByRef } from '../store/model-versions.ts'
import { recordAudit } from './record-audit.ts'

/** Records a move of an alias and tells of it. The model is locked by the caller. */
export async function changeAlias(
  tx: Transaction<Database>,
  context: Context,
  model: Model,
  move: AliasMove,
): Promise<void> {
  await insertMove(tx, move)
  const facts = await aliasFacts(tx, model, move)
  await recordAudit(tx, context, model, {
    actor: move.movedBy,
    action: move.kind === 'ROLLBACK' ? 'alias.rolled_back' : 'alias.moved',
    subject: aliasId(model.name, move.alias),
    details: {
      versionId: facts.versionId,
      previousVersionId: facts.previousVersionId,
      revision: move.revision,
      reason: move.reason,
      run: move.run,
    },
  })
  await emit(tx, aliasMoved, facts, {
    aggregate: aliasId(model.name, move.alias),
    revision: move.revision,
  })
}

/** What the event about a move says. */
export async function aliasFacts(tx: Transaction<Database>, model: Model, move: AliasMove) {
  const version = await getVersionByRef(tx, move.versionRef)
  const previous =
    move.previousVersionRef === null ? null : await getVersionByRef(tx, move.previousVersionRef)
  return {
    model: model.name,
    alias: move.alias,
    versionId: version.id,
    previousVersionId: previous?.id ?? null,
    revision: move.revision,
    manifestDigest: version.manifestDigest,
    movedBy: move.movedBy,
    movedAt: move.movedAt.toISOString(),
    reason: move.reason,
    run: move.run,
  }
}
