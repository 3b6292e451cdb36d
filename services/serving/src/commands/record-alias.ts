import type { EventData } from '@headway/events/define-event'
import type { aliasMoved } from '@headway/events/registry'
import type { Context } from '../context.ts'
import { saveAliasState } from '../store/alias-states.ts'
import { lockModel } from '../store/model-lock.ts'
import { lockFollowers } from '../store/variants.ts'
import { beginRollout } from './begin-rollout.ts'
import { announceAgain } from './report-rollout.ts'

/**
 * Keeps what an alias names and begins a rollout in every variant that follows it. A revision that is not newer changes
 * nothing; one told again has its outcome told again, for whoever asked for the move again.
 */
export function recordAlias(context: Context, moved: EventData<typeof aliasMoved>): Promise<void> {
  const { model, alias, versionId, revision, manifestDigest } = moved
  const version = { versionId, revision, manifestDigest }
  return context.db.transaction().execute(async (tx) => {
    await lockModel(tx, model)
    const isNews = await saveAliasState(tx, model, alias, version, new Date(moved.movedAt))
    for (const variant of await lockFollowers(tx, model, alias)) {
      if (isNews) await beginRollout(tx, context, variant, version)
      else if (variant.desired?.revision === revision) await announceAgain(tx, variant)
    }
  })
}
