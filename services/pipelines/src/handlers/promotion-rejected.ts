import { promotionRejected } from '@headway/events/registry'
import { recordAnswer } from '../commands/record-answers.ts'
import { onEvent } from './on-event.ts'

export const onPromotionRejected = onEvent(promotionRejected, async (context, { data }) => {
  const { run, code, reason } = data
  await recordAnswer(context, { run }, 'headway/promote', { promotionRejected: { code, reason } })
})
