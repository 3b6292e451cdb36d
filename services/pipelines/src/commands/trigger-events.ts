import { catalog } from '@headway/events/catalog'

// What may come several times a minute, to tell of progress, starts nothing.
const tellsOfProgress: ReadonlySet<string> = new Set([
  'pipelines.run.progressed',
  'departures.predictions.changed',
])

/** Every event that a trigger may wait for. */
export const triggerEvents = Object.values(catalog)
  .flat()
  .filter(({ type }) => !tellsOfProgress.has(type))
