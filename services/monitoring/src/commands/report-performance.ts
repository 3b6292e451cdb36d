import { performanceDegraded } from '@headway/events/monitoring'
import type { Transaction } from 'kysely'
import { writeResults } from '../adapters/results-file.ts'
import type { Context } from '../context.ts'
import type { PerformanceTest, PerformanceTests } from '../domain/performance-test.ts'
import type { Finding, PerformanceDetail } from '../domain/report.ts'
import type { Database } from '../store/database.ts'
import { fileReport, type Tested } from './file-report.ts'
import { tellFindings } from './tell-findings.ts'

const columns = {
  partition: 'varchar',
  trained_version: 'varchar',
  row_count: 'double',
  mean_absolute_error: 'double',
  gate_mean_absolute_error: 'double',
  ratio: 'double',
  excess: 'double',
  windows: 'double',
  statistic: 'double',
  degrees: 'double',
  p_value: 'double',
  q_value: 'double',
  found: 'boolean',
  confirmed: 'boolean',
} as const

/** Files the performance report of a window; one that is final tells what is confirmed. */
export async function reportPerformance(
  context: Context,
  tx: Transaction<Database>,
  tested: Tested,
  { tests, fleet }: PerformanceTests,
  leftOutCount: number,
): Promise<void> {
  const findings = findingsOf(tests)
  const report = await fileReport(context, tx, tested, {
    kind: 'PERFORMANCE',
    testedCount: tests.length,
    leftOutCount,
    findings,
    fleet,
    resultsDigest: await writeResults(context, columns, rowsOf(tests)),
  })
  const told = findings.map(({ partition, detail: { statistic, pValue, qValue, ...detail } }) => ({
    partition,
    feature: null,
    statistic,
    effect: detail.ratio,
    pValue,
    qValue,
  }))
  await tellFindings(context, tx, report, performanceDegraded, told)
}

function findingsOf(
  tests: readonly PerformanceTest[],
): (Omit<Finding, 'rank'> & { detail: PerformanceDetail })[] {
  return tests
    .filter(({ isFound }) => isFound)
    .sort(
      (a, b) => Number(b.isConfirmed) - Number(a.isConfirmed) || a.qValue - b.qValue || b.excess - a.excess,
    )
    .map((test) => ({
      partition: test.partition,
      check: null,
      isConfirmed: test.isConfirmed,
      detail: {
        kind: 'PERFORMANCE',
        versionId: test.versionId,
        count: test.count,
        meanAbsoluteError: test.meanAbsoluteError,
        gateMeanAbsoluteError: test.gateMeanAbsoluteError,
        ratio: test.ratio,
        excess: test.excess,
        windows: test.windows,
        statistic: test.statistic,
        pValue: test.pValue,
        qValue: test.qValue,
      },
    }))
}

function* rowsOf(tests: readonly PerformanceTest[]) {
  for (const test of tests) {
    yield [
      test.partition,
      test.versionId,
      test.count,
      test.meanAbsoluteError,
      test.gateMeanAbsoluteError,
      test.ratio,
      test.excess,
      test.windows,
      test.statistic,
      test.degrees,
      test.pValue,
      test.qValue,
      test.isFound,
      test.isConfirmed,
    ]
  }
}
