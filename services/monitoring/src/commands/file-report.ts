import type { Transaction } from 'kysely'
import { writePartitions } from '../adapters/results-file.ts'
import type { Context } from '../context.ts'
import type { Monitor } from '../domain/monitor.ts'
import type { Finding, FleetNumbers, Report, ReportKind } from '../domain/report.ts'
import type { Database } from '../store/database.ts'
import { insertFindings } from '../store/findings.ts'
import { saveReport } from '../store/reports.ts'
import type { UntestedWindow } from '../store/test-windows.ts'

/** The window in hand: tested for good, or only looked at while it is open. */
export type Tested = { monitor: Monitor; window: UntestedWindow; isFinal: boolean }

export type Found = {
  kind: ReportKind
  testedCount: number
  leftOutCount: number
  /** Unranked; confirmed ones first, the worst first. */
  findings: readonly Omit<Finding, 'rank'>[]
  fleet: FleetNumbers
  resultsDigest: string
}

/** Keeps what the tests of one kind found; the list of affected partitions goes to the artifact store. */
export async function fileReport(
  { artifacts, newId, now }: Context,
  tx: Transaction<Database>,
  { monitor, window, isFinal }: Tested,
  found: Found,
): Promise<Report> {
  const affected = affectedPartitions(found.findings)
  const report: Report = {
    id: newId(),
    endpoint: monitor.endpoint,
    model: monitor.model,
    kind: found.kind,
    versionId: monitor.liveVersionId,
    windowStart: new Date(window.startMs),
    windowEnd: new Date(window.endMs),
    createdAt: now(),
    isFinal,
    rate: monitor.tests.rate,
    testedCount: found.testedCount,
    leftOutCount: found.leftOutCount,
    suspectedCount: found.findings.filter(({ isConfirmed }) => !isConfirmed).length,
    affectedCount: affected.length,
    resultsDigest: found.resultsDigest,
    partitionsDigest: affected.length > 0 ? await writePartitions(artifacts, affected) : null,
    fleet: found.fleet,
  }
  await saveReport(tx, report)
  await insertFindings(
    tx,
    report.id,
    found.findings.map((finding, at) => ({ ...finding, rank: at + 1 })),
  )
  return report
}

/** Each confirmed partition once, the worst first. */
export function affectedPartitions(findings: readonly Omit<Finding, 'rank'>[]): string[] {
  return [...new Set(findings.filter(({ isConfirmed }) => isConfirmed).map(({ partition }) => partition))]
}
