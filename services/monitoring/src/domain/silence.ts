import { DomainError } from '@headway/kit/errors'
import type { ReportKind } from './report.ts'

/** Keeps alerts from being told to people until it ends; retraining goes on as if it were not there. */
export type Silence = {
  id: string
  endpoint: string
  /** Null silences every kind. */
  kind: ReportKind | null
  /** Only what lies in partitions whose canonical keys begin with this. */
  partitionPrefix: string | null
  reason: string | null
  until: Date
  createdBy: string
  createdAt: Date
  endedBy: string | null
  endedAt: Date | null
}

/** INVALID_ARGUMENT where the end is not ahead. */
export function checkUntil(until: Date, now: Date): void {
  if (until > now) return
  throw new DomainError('INVALID_ARGUMENT', `a silence until ${until.toISOString()} would be over at once`, {
    field: 'until',
    value: until.toISOString(),
    expected: `a time after ${now.toISOString()}`,
  })
}

export function isActive({ until, endedAt }: Silence, now: Date): boolean {
  return endedAt === null && until > now
}

/** Ends a silence before its time; one that is over stays as it is. */
export function end(silence: Silence, by: string, now: Date): Silence {
  return isActive(silence, now) ? { ...silence, endedBy: by, endedAt: now } : silence
}
