import { DomainError } from '@headway/kit/errors'
import type { Context } from '../context.ts'
import { type AliasMove, rollBackAlias as previousMove } from '../domain/alias.ts'
import { checkReason } from '../domain/names.ts'
import { findAlias, findMove } from '../store/aliases.ts'
import { lockModel } from '../store/models.ts'
import { changeAlias } from './change-alias.ts'

export type RollBackRequest = {
  model: string
  alias: string
  expectedRevision: number | null
  reason: string
}

/** Makes an alias name what it named before. */
export function rollBackAlias(context: Context, request: RollBackRequest): Promise<AliasMove> {
  const { db, actor, now } = context
  const { alias } = request
  const reason = checkReason(request.reason)
  return db.transaction().execute(async (tx) => {
    const model = await lockModel(tx, request.model)
    const last = await findAlias(tx, model.ref, alias)
    if (!last) {
      throw new DomainError('NOT_FOUND', `${model.name} has no alias ${alias}`, {
        field: 'alias',
        value: alias,
      })
    }
    const target =
      last.backRevision === null ? undefined : await findMove(tx, model.ref, alias, last.backRevision)
    const move = previousMove(last, target, {
      modelRef: model.ref,
      alias,
      expectedRevision: request.expectedRevision,
      movedBy: actor.id,
      reason,
      run: null,
      now: now(),
    })
    await changeAlias(tx, context, model, move)
    return move
  })
}
