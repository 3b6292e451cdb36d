import { alertRaised } from '@headway/events/monitoring'
import { emit } from '@headway/kit/outbox'
import type { Transaction } from 'kysely'
import type { Context } from '../context.ts'
import { type Alert, type AlertCause, raise, resolve } from '../domain/alert.ts'
import type { QualityCheck } from '../domain/quality-check.ts'
import type { Report } from '../domain/report.ts'
import { listOpenAlerts, saveAlert } from '../store/alerts.ts'
import type { Database } from '../store/database.ts'
import { areUnder } from '../store/findings.ts'
import { listActiveSilences } from '../store/silences.ts'

/** What a report says of one check (null where its kind has none). */
export type CheckedPart = { check: QualityCheck | null; partitionCount: number }

/**
 * Opens, carries on or resolves the alerts of a report's kind: those whose check found something are raised, open ones
 * whose check found nothing are resolved. A report that tested nothing says neither.
 */
export async function raiseAlerts(
  context: Context,
  tx: Transaction<Database>,
  report: Report,
  parts: readonly CheckedPart[],
): Promise<void> {
  if (report.testedCount === 0) return
  const now = context.now()
  const open = await listOpenAlerts(tx, report.endpoint, report.kind)
  for (const { check, partitionCount } of parts) {
    const known = open.find((alert) => alert.check === check)
    if (partitionCount === 0) {
      if (known) await saveAlert(tx, resolve(known, now))
      continue
    }
    const isSilenced = await isUnderSilence(tx, report, check, now)
    const cause: AlertCause = {
      endpoint: report.endpoint,
      model: report.model,
      kind: report.kind,
      check,
      reportId: report.id,
      windowStart: report.windowStart,
      windowEnd: report.windowEnd,
      partitionCount,
      testedCount: report.testedCount,
      isSilenced,
    }
    const { alert, isTold } = raise(known, cause, { id: context.newId(), now })
    await saveAlert(tx, alert)
    if (isTold) await tell(tx, alert)
  }
}

/** Whether all that a report found lies under the silences in force. */
export async function isUnderSilence(
  tx: Transaction<Database>,
  report: Pick<Report, 'id' | 'endpoint' | 'kind'>,
  check: QualityCheck | null,
  now: Date,
): Promise<boolean> {
  const silences = await listActiveSilences(tx, report.endpoint, now)
  const prefixes = silences
    .filter(({ kind }) => kind === null || kind === report.kind)
    .map(({ partitionPrefix }) => partitionPrefix ?? '')
  return prefixes.length > 0 && (await areUnder(tx, { id: report.id, check }, prefixes))
}

async function tell(tx: Transaction<Database>, alert: Alert): Promise<void> {
  await emit(
    tx,
    alertRaised,
    {
      alert: alert.id,
      endpoint: alert.endpoint,
      kind: alert.kind,
      check: alert.check,
      severity: alert.severity,
      title: alert.title,
      report: alert.reportId,
      partitionCount: alert.partitionCount,
    },
    { aggregate: alert.endpoint },
  )
}
