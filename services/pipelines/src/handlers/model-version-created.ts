import { modelVersionCreated } from '@headway/events/registry'
import { recordAnswer } from '../commands/record-answers.ts'
import { onEvent } from './on-event.ts'

export const onModelVersionCreated = onEvent(modelVersionCreated, async (context, { data }) => {
  const { versionId, needsApproval, exceptions, run } = data
  if (run === null) return
  await recordAnswer(context, { run }, 'headway/propose', {
    created: { versionId, needsApproval, exceptions },
  })
})
