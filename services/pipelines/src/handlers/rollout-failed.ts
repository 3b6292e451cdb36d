import { rolloutFailed } from '@headway/events/serving'
import { recordRollout } from '../commands/record-answers.ts'
import { onEvent } from './on-event.ts'

export const onRolloutFailed = onEvent(rolloutFailed, async (context, { data }) => {
  const { endpoint, variant, versionId, revision, code, reason, partition } = data
  await recordRollout(context, endpoint, {
    variant,
    versionId,
    revision,
    state: 'failed',
    manifestDigest: null,
    partitionCount: null,
    code,
    reason: partition === null ? reason : `${reason} (partition ${partition})`,
  })
})
