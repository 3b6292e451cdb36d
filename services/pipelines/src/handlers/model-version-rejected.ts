import { modelVersionRejected } from '@headway/events/registry'
import { recordAnswer } from '../commands/record-answers.ts'
import { onEvent } from './on-event.ts'

export const onModelVersionRejected = onEvent(modelVersionRejected, async (context, { data }) => {
  const { versionId, run, code, reason, decidedBy } = data
  const to = { run, versionIds: versionId === null ? [] : [versionId] }
  await recordAnswer(context, to, 'headway/propose', { rejected: { code, reason, decidedBy } })
})
