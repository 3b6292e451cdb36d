import { endpointCreated } from '@headway/events/serving'
import { on } from '@headway/kit/consumer'
import { createMonitor } from '../commands/create-monitor.ts'
import type { Context } from '../context.ts'

export const onEndpointCreated = on(endpointCreated, (context: Context, event) =>
  createMonitor(context, event.data),
)
