import type { EventFilter } from './event-filter.ts'

export type Trigger = {
  name: string
  pipeline: string
  cron: string | null
  event: string | null
  filter: EventFilter | null
  parameters: Record<string, unknown>
  /** Counts as the person who asked for its runs. */
  owner: string
  enabled: boolean
  nextAt: Date | null
  lastFiredAt: Date | null
  lastRunId: string | null
  lastError: string | null
}
