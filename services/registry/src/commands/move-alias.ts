import { DomainError } from '@headway/kit/errors'
import type { Context } from '../context.ts'
import { type AliasMove, moveAlias as nextMove } from '../domain/alias.ts'
import { checkName, checkReason } from '../domain/names.ts'
import { findAlias } from '../store/aliases.ts'
import { getVersion } from '../store/model-versions.ts'
import { lockModel } from '../store/models.ts'
import { changeAlias } from './change-alias.ts'

export type MoveAliasRequest = {
  model: string
  alias: string
  version: string
  expectedRevision: number | null
  reason: string
}

/** Makes an alias name a version, if it is still at the revision the caller saw. */
export function moveAlias(context: Context, request: MoveAliasRequest): Promise<AliasMove> {
  const { db, actor, now } = context
  const alias = checkName(request.alias, 'alias')
  const reason = checkReason(request.reason)
  return db.transaction().execute(async (tx) => {
    const model = await lockModel(tx, request.model)
    const version = await getVersion(tx, request.version, 'version')
    if (version.modelRef !== model.ref) {
      throw new DomainError('INVALID_ARGUMENT', `${version.id} is not a version of ${model.name}`, {
        field: 'version',
        value: version.id,
        expected: `a version of ${model.name}`,
      })
    }
    const move = nextMove(await findAlias(tx, model.ref, alias), {
      modelRef: model.ref,
      alias,
      version,
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
