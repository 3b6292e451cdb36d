import type { Context } from '../context.ts'
import type { ModelVersion } from '../domain/model-version.ts'
import { checkReason } from '../domain/names.ts'
import { getVersion, getVersionByRef } from '../store/model-versions.ts'
import { lockModel } from '../store/models.ts'
import { approveVersion } from './decide-version.ts'

/** A person lets a candidate go live; not the one who asked for it. */
export function approveModelVersion(context: Context, id: string, given: string): Promise<ModelVersion> {
  const { db, actor } = context
  const reason = checkReason(given)
  return db.transaction().execute(async (tx) => {
    const found = await getVersion(tx, id)
    const model = await lockModel(tx, found.model)
    // Read again: another decision may have come before the lock.
    const version = await getVersionByRef(tx, found.ref)
    return approveVersion(tx, context, model, version, { kind: 'person', id: actor.id }, reason)
  })
}
