import { modelVersionApproved } from '@headway/events/registry'
import { forgetConflicts } from '../commands/forget-conflicts.ts'
import { recordAnswer } from '../commands/record-answers.ts'
import { onEvent } from './on-event.ts'

export const onModelVersionApproved = onEvent(modelVersionApproved, async (context, { data }) => {
  const { versionId, parent, manifestDigest, partitionCount, rebasedFrom, conflicts, run } = data
  const versionIds = rebasedFrom === null ? [versionId] : [versionId, rebasedFrom]
  if (run !== null) await forgetConflicts(context, run, conflicts)
  await recordAnswer(context, { run, versionIds }, 'headway/propose', {
    approved: { versionId, parent, manifestDigest, partitionCount, conflicts },
  })
})
