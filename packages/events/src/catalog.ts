import { datasetsEvents } from './datasets.ts'
import type { EventDefinition } from './define-event.ts'
import { departuresEvents } from './departures.ts'
import { monitoringEvents } from './monitoring.ts'
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
  monitoring: monitoringEvents,
  outcome: outcomeEvents,
  departures: departuresEvents,
}

/** The stream that sources all the others; outside services and subscriptions read this one. */
export const allEventsStream = 'HEADWAY_EVENTS'
