import type { EventHandler } from '@headway/kit/consumer'
import { triggerEvents } from '../commands/trigger-events.ts'
import type { Context } from '../context.ts'
import { onAliasMoved } from './alias-moved.ts'
import { onDatasetVersionCreated } from './dataset-version-created.ts'
import { onEndpointCreated } from './endpoint-created.ts'
import { onModelVersionApproved } from './model-version-approved.ts'
import { onModelVersionCreated } from './model-version-created.ts'
import { onModelVersionRejected } from './model-version-rejected.ts'
import { onEvent } from './on-event.ts'
import { onPromotionRejected } from './promotion-rejected.ts'
import { onRolloutCompleted } from './rollout-completed.ts'
import { onRolloutFailed } from './rollout-failed.ts'

const own: EventHandler<Context>[] = [
  onModelVersionCreated,
  onModelVersionApproved,
  onModelVersionRejected,
  onAliasMoved,
  onPromotionRejected,
  onRolloutCompleted,
  onRolloutFailed,
  onEndpointCreated,
  onDatasetVersionCreated,
]

const taken = new Set(own.map(({ event }) => event.type))

/** Those the service needs itself, and every other event, because a trigger may wait for it. */
export const eventHandlers: EventHandler<Context>[] = [
  ...own,
  ...triggerEvents.filter(({ type }) => !taken.has(type)).map((event) => onEvent(event)),
]
