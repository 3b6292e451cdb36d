import type { PartitionFigures, PartitionRules } from './choose-partitions.ts'
import type { EventFilter } from './event-filter.ts'

export type Trigger = PartitionRules & {
  name: string
  pipeline: string
  cron: string | null
  event: string | null
  filter: EventFilter | null
  parameters: Record<string, unknown>
  /** `event.<field>` with the digest of the partitions that its runs are for; null where they are for all. */
  partitionsFrom: string | null
  /** Counts as the person who asked for its runs. */
  owner: string
  enabled: boolean
  nextAt: Date | null
  lastFiredAt: Date | null
  lastRunId: string | null
  lastError: string | null
  lastFiring: Firing | null
}

/** What came of the last event or time that a trigger waited for. */
export type Firing = {
  at: Date
  runId: string | null
  /** Why it started no run. */
  detail: string | null
  partitions: (PartitionFigures & { dataTime: Date }) | null
}

/** What a trigger is given of an event. */
export type TriggerEvent = {
  id: string
  type: string
  time: Date
  subject: string | undefined
  data: unknown
}

/** The time of the data that an event speaks of: the end of its window where it has one, else when it happened. */
export function dataTimeOf({ data, time }: Pick<TriggerEvent, 'data' | 'time'>): Date {
  const end = typeof data === 'object' && data !== null && 'windowEnd' in data ? data.windowEnd : undefined
  const at = typeof end === 'string' ? new Date(end) : undefined
  return at && !Number.isNaN(at.getTime()) ? at : time
}
