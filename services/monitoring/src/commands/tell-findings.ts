import type { driftDetected, performanceDegraded } from '@headway/events/monitoring'
import { emit } from '@headway/kit/outbox'
import type { Transaction } from 'kysely'
import type { Context } from '../context.ts'
import type { Report } from '../domain/report.ts'
import type { Database } from '../store/database.ts'
import { raiseAlerts } from './raise-alert.ts'

const worstCount = 20

/** A finding as events tell it: by how much a partition differs, and how sure that is. */
export type ToldFinding = {
  partition: string
  feature: string | null
  statistic: number
  effect: number
  pValue: number
  qValue: number
}

/** Raises the alert of a report and tells what it confirmed, when it is final; `findings` come the worst first. */
export async function tellFindings(
  context: Context,
  tx: Transaction<Database>,
  report: Report,
  event: typeof driftDetected | typeof performanceDegraded,
  findings: readonly ToldFinding[],
): Promise<void> {
  if (!report.isFinal) return
  await raiseAlerts(context, tx, report, [{ check: null, partitionCount: report.affectedCount }])
  if (report.partitionsDigest === null) return
  const data = {
    report: report.id,
    endpoint: report.endpoint,
    model: report.model,
    versionId: report.versionId,
    windowStart: report.windowStart.toISOString(),
    windowEnd: report.windowEnd.toISOString(),
    partitionCount: report.affectedCount,
    testedCount: report.testedCount,
    rate: report.rate,
    worst: findings.slice(0, Math.min(worstCount, report.affectedCount)),
    partitionsDigest: report.partitionsDigest,
  }
  await emit(tx, event, data, { aggregate: report.endpoint })
}
