import type { EventDefinition } from '@headway/events/define-event'
import { type EventHandler, on, type ReceivedEvent } from '@headway/kit/consumer'
import { fireEventTriggers } from '../commands/fire-triggers.ts'
import type { Context } from '../context.ts'

/** Listens to an event for what the service itself does with it, and for triggers that wait for it. */
export function onEvent<Definition extends EventDefinition>(
  event: Definition,
  handle?: (context: Context, event: ReceivedEvent<Definition>) => Promise<void>,
): EventHandler<Context> {
  return on<Context, Definition>(event, async (context, received) => {
    await handle?.(context, received)
    await fireEventTriggers(context, received)
  })
}
