import { modelVersionApproved } from '@headway/events/registry'
import { recordAnswer } from '../commands/record-answers.ts'
import { onEvent } from './on-event.ts'

export const onModelVersionApproved = onEvent(modelVersionApproved, async (context, { data }) => {
  const { versionId, parent, manifestDigest, partitionCount, rebasedFrom, run } = data
  const versionIds = rebasedFrom === null ? [versionId] : [versionId, rebasedFrom]
  await recordAnswer(context, { run, versionIds }, 'headway/propose', {
    approved: { versionId, parent, manifestDigest, partitionCount },
  })
})
