import { dataQualityFailed } from '@headway/events/monitoring'
import { emit } from '@headway/kit/outbox'
import type { Transaction } from 'kysely'
import { writePartitions, writeResults } from '../adapters/results-file.ts'
import type { Context } from '../context.ts'
import { type Fault, type QualityCheck, qualityChecks } from '../domain/quality-check.ts'
import type { Report } from '../domain/report.ts'
import type { Database } from '../store/database.ts'
import { fileReport, type Tested } from './file-report.ts'
import { raiseAlerts } from './raise-alert.ts'

const columns = {
  partition: 'varchar',
  check: 'varchar',
  feature: 'varchar',
  value: 'double',
  expected: 'double',
} as const

/** Files the report of faulty data in a window; one that is final tells each check that failed. */
export async function reportQuality(
  context: Context,
  tx: Transaction<Database>,
  tested: Tested,
  faults: readonly Fault[],
  checkedCount: number,
): Promise<void> {
  const sorted = faults.toSorted(
    (a, b) =>
      Math.abs(b.value - b.expected) - Math.abs(a.value - a.expected) || (a.partition < b.partition ? -1 : 1),
  )
  const byCheck = qualityChecks.map((check) => ({
    check,
    faults: sorted.filter((fault) => fault.check === check),
  }))
  const report = await fileReport(context, tx, tested, {
    kind: 'DATA_QUALITY',
    testedCount: checkedCount,
    leftOutCount: 0,
    findings: byCheck.flatMap(({ check, faults: some }) =>
      some.map(({ partition, feature, value, expected }) => ({
        partition,
        check,
        isConfirmed: true,
        detail: { kind: 'DATA_QUALITY', feature, value, expected },
      })),
    ),
    fleet: { checks: byCheck.map(({ check, faults: some }) => ({ check, affectedCount: some.length })) },
    resultsDigest: await writeResults(
      context,
      columns,
      sorted.map(({ partition, check, feature, value, expected }) => [
        partition,
        check,
        feature,
        value,
        expected,
      ]),
    ),
  })
  if (!report.isFinal) return
  await raiseAlerts(
    context,
    tx,
    report,
    byCheck.map(({ check, faults: some }) => ({ check, partitionCount: some.length })),
  )
  for (const { check, faults: some } of byCheck) {
    if (some.length > 0) await tellFault(context, tx, report, check, some)
  }
}

async function tellFault(
  { artifacts }: Context,
  tx: Transaction<Database>,
  report: Report,
  check: QualityCheck,
  faults: readonly Fault[],
): Promise<void> {
  await emit(
    tx,
    dataQualityFailed,
    {
      report: report.id,
      endpoint: report.endpoint,
      model: report.model,
      versionId: report.versionId,
      check,
      windowStart: report.windowStart.toISOString(),
      windowEnd: report.windowEnd.toISOString(),
      partitionCount: faults.length,
      affectedShare: faults.length / report.testedCount,
      worst: faults.slice(0, 20).map(({ partition, feature, value, expected }) => ({
        partition,
        feature,
        value,
        expected,
        pValue: null,
      })),
      partitionsDigest: await writePartitions(
        artifacts,
        faults.map(({ partition }) => partition),
      ),
    },
    { aggregate: report.endpoint },
  )
}
