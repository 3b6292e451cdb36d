import { datasetsEvents } from './datasets.ts'
import type { EventDefinition } from './define-event.ts'
import { outcomeEvents } from './outcome.ts'
import { pipelinesEvents } from './pipelines.ts'
import { registryEvents } from './registry.ts'
import { servingEvents } from './serving.ts'

/** Every event on the bus, by publisher; a publisher's stream takes `<publisher>.>`. */
export const catalog: Record<string, readonly EventDefinition[]> = {
  registry: registryEvents,
  datasets: datasetsEvents,
  pipelines: pipelinesEvents,
  serving: servingEvents,
  outcome: outcomeEvents,
}

/** The stream that sources all the others; outside services and subscriptions read this one. */
export const allEventsStream = 'HEADWAY_EVENTS'
