import { DomainError } from '@headway/kit/errors'
import type { QualityCheck } from './quality-check.ts'
import type { ReportKind } from './report.ts'

export type AlertState = 'OPEN' | 'ACKNOWLEDGED' | 'RESOLVED'
export type AlertSeverity = 'WARNING' | 'CRITICAL'

/** What people should look at: one for each endpoint, kind and check while it goes on. */
export type Alert = {
  id: string
  endpoint: string
  model: string
  kind: ReportKind
  /** Which check of the data quality failed. */
  check: QualityCheck | null
  severity: AlertSeverity
  state: AlertState
  title: string
  /** The newest report, and the one that opened it. */
  reportId: string
  firstReportId: string
  partitionCount: number
  windowStart: Date
  windowEnd: Date
  /** Windows in which it was found so far. */
  windowCount: number
  openedAt: Date
  updatedAt: Date
  resolvedAt: Date | null
  isSilenced: boolean
  acknowledgedBy: string | null
  acknowledgedAt: Date | null
  note: string | null
}

/** What a window's report found of one kind and check. */
export type AlertCause = {
  endpoint: string
  model: string
  kind: ReportKind
  check: QualityCheck | null
  reportId: string
  windowStart: Date
  windowEnd: Date
  partitionCount: number
  testedCount: number
  isSilenced: boolean
}

/** So large a share of the fleet makes an alert critical. */
const criticalShare = 0.1

/** Opens an alert, or carries an open one on; `isTold` when people should hear of it now. */
export function raise(
  open: Alert | undefined,
  cause: AlertCause,
  { id, now }: { id: string; now: Date },
): { alert: Alert; isTold: boolean } {
  const severity = cause.partitionCount >= criticalShare * cause.testedCount ? 'CRITICAL' : 'WARNING'
  const { testedCount: _, ...told } = cause
  const alert: Alert = {
    id,
    state: 'OPEN',
    firstReportId: cause.reportId,
    windowCount: 0,
    openedAt: now,
    resolvedAt: null,
    acknowledgedBy: null,
    acknowledgedAt: null,
    note: null,
    ...open,
    ...told,
    severity,
    title: titleOf(cause),
    updatedAt: now,
  }
  alert.windowCount++
  const isWorse = open?.severity === 'WARNING' && severity === 'CRITICAL'
  const wasSilent = open?.isSilenced === true
  return { alert, isTold: !cause.isSilenced && (!open || isWorse || wasSilent) }
}

export function resolve(alert: Alert, now: Date): Alert {
  return { ...alert, state: 'RESOLVED', resolvedAt: now, updatedAt: now }
}

/** FAILED_PRECONDITION where it is over. */
export function acknowledge(
  alert: Alert,
  { by, note, now }: { by: string; note: string | null; now: Date },
): Alert {
  if (alert.state === 'RESOLVED') {
    throw new DomainError('FAILED_PRECONDITION', `alert ${alert.id} is resolved`, {
      field: 'id',
      value: alert.state,
      expected: 'an alert that is open',
    })
  }
  return { ...alert, state: 'ACKNOWLEDGED', acknowledgedBy: by, acknowledgedAt: now, note, updatedAt: now }
}

function titleOf({ kind, check, partitionCount, testedCount, endpoint }: AlertCause): string {
  const partitions = `${partitionCount} of ${testedCount} partitions of ${endpoint}`
  switch (kind) {
    case 'DRIFT':
      return `Features have drifted in ${partitions}`
    case 'PERFORMANCE':
      return `${partitions} err more than at the gate`
    default:
      return `${wording[check as QualityCheck]} in ${partitions}`
  }
}

const wording: Record<QualityCheck, string> = {
  NULLS: 'Features are missing',
  RANGE: 'Values lie far outside the training range',
  CLOCK: 'Clocks of outcomes are wrong',
  ORDER: 'Outcomes come before their predictions',
  VOLUME: 'Row counts are far from the usual',
  STALENESS: 'No data came',
}
