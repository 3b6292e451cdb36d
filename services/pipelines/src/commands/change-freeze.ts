import { freezeChanged } from '@headway/events/pipelines'
import { emit } from '@headway/kit/outbox'
import type { Context } from '../context.ts'
import type { Freeze } from '../domain/freeze.ts'
import { getFreeze, saveFreeze } from '../store/freeze.ts'

/** Freezes all retraining and promotion, or releases them. */
export function changeFreeze(
  { db, actor, now }: Context,
  { frozen, reason }: { frozen: boolean; reason: string },
): Promise<Freeze> {
  return db.transaction().execute(async (tx) => {
    await saveFreeze(tx, { frozen, reason, changedBy: actor.id, changedAt: now() })
    await emit(tx, freezeChanged, { frozen, reason, changedBy: actor.id }, { aggregate: 'freeze' })
    return await getFreeze(tx)
  })
}
