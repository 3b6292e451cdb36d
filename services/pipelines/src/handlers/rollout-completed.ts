import { rolloutCompleted } from '@headway/events/serving'
import { recordRollout } from '../commands/record-answers.ts'
import { onEvent } from './on-event.ts'

export const onRolloutCompleted = onEvent(rolloutCompleted, async (context, { data }) => {
  const { endpoint, variant, versionId, revision, manifestDigest, partitionCount } = data
  await recordRollout(context, endpoint, {
    variant,
    versionId,
    revision,
    state: 'completed',
    manifestDigest,
    partitionCount,
    code: null,
    reason: null,
  })
})
