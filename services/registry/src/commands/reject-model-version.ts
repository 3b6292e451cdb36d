import type { Context } from '../context.ts'
import type { ModelVersion } from '../domain/model-version.ts'
import { checkReason } from '../domain/names.ts'
import { getVersion, getVersionByRef } from '../store/model-versions.ts'
import { lockModel } from '../store/models.ts'
import { rejectVersion } from './decide-version.ts'

/** A person refuses a candidate for good. */
export function rejectModelVersion(context: Context, id: string, given: string): Promise<ModelVersion> {
  const { db, actor } = context
  const reason = checkReason(given)
  return db.transaction().execute(async (tx) => {
    const found = await getVersion(tx, id)
    const model = await lockModel(tx, found.model)
    // Read again: another decision may have come before the lock.
    const version = await getVersionByRef(tx, found.ref)
    return rejectVersion(
      tx,
      context,
      model,
      version,
      { kind: 'person', id: actor.id },
      { reason, code: null },
    )
  })
}
