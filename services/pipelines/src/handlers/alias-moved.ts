import { aliasMoved } from '@headway/events/registry'
import { recordAliasMove } from '../commands/record-answers.ts'
import { onEvent } from './on-event.ts'

export const onAliasMoved = onEvent(aliasMoved, async (context, { data }) => {
  const { model, alias, revision, versionId, manifestDigest, run, movedAt } = data
  await recordAliasMove(context, {
    model,
    alias,
    revision,
    versionId,
    manifestDigest,
    runId: run,
    movedAt: new Date(movedAt),
  })
})
