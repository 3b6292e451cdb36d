import { promotionRequested } from '@headway/events/pipelines'
import { on } from '@headway/kit/consumer'
import { promoteModelVersion } from '../commands/promote-model-version.ts'
import type { Context } from '../context.ts'

export const onPromotionRequested = on(promotionRequested, (context: Context, event) =>
  promoteModelVersion(context, event.data),
)
