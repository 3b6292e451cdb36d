import { driftDetected } from '@headway/events/monitoring'
import type { Transaction } from 'kysely'
import { writeResults } from '../adapters/results-file.ts'
import type { Context } from '../context.ts'
import type { DriftTest, DriftTests } from '../domain/drift-test.ts'
import type { DriftDetail, Finding } from '../domain/report.ts'
import type { Database } from '../store/database.ts'
import { fileReport, type Tested } from './file-report.ts'
import { tellFindings } from './tell-findings.ts'

const columns = {
  partition: 'varchar',
  feature: 'varchar',
  reference_version: 'varchar',
  row_count: 'double',
  effective_count: 'double',
  distance: 'double',
  stability_index: 'double',
  mean_difference: 'double',
  statistic: 'double',
  window_p_value: 'double',
  windows: 'double',
  p_value: 'double',
  q_value: 'double',
  found: 'boolean',
  confirmed: 'boolean',
} as const

/** Files the drift report of a window; one that is final tells what is confirmed. */
export async function reportDrift(
  context: Context,
  tx: Transaction<Database>,
  tested: Tested,
  { tests, testedPartitions, fleet }: DriftTests,
  leftOutCount: number,
): Promise<void> {
  const findings = findingsOf(tests)
  const report = await fileReport(context, tx, tested, {
    kind: 'DRIFT',
    testedCount: testedPartitions,
    leftOutCount,
    findings,
    fleet: { features: fleet },
    resultsDigest: await writeResults(context, columns, rowsOf(tests)),
  })
  const told = findings.map(({ partition, detail: { statistic, pValue, qValue, ...detail } }) => ({
    partition,
    feature: detail.feature,
    statistic,
    effect: detail.distance,
    pValue,
    qValue,
  }))
  await tellFindings(context, tx, report, driftDetected, told)
}

/** One finding for each partition: its worst feature, confirmed before suspected. */
function findingsOf(tests: readonly DriftTest[]): (Omit<Finding, 'rank'> & { detail: DriftDetail })[] {
  const found = tests.filter(({ isFound }) => isFound).sort(byWorst)
  const counts = new Map<string, number>()
  for (const { partition } of found) counts.set(partition, (counts.get(partition) ?? 0) + 1)
  const worst = new Map<string, DriftTest>()
  for (const test of found) if (!worst.has(test.partition)) worst.set(test.partition, test)
  return [...worst.values()].map((test) => ({
    partition: test.partition,
    check: null,
    isConfirmed: test.isConfirmed,
    detail: {
      kind: 'DRIFT',
      feature: test.feature,
      featureCount: counts.get(test.partition) as number,
      statistic: test.statistic,
      distance: test.distance,
      stabilityIndex: test.stabilityIndex,
      meanDifference: test.meanDifference,
      count: test.count,
      effectiveCount: test.effectiveCount,
      windows: test.evidence.windows,
      windowPValue: test.windowPValue,
      pValue: test.pValue,
      qValue: test.qValue,
    },
  }))
}

function byWorst(a: DriftTest, b: DriftTest): number {
  return (
    Number(b.isConfirmed) - Number(a.isConfirmed) ||
    a.qValue - b.qValue ||
    a.pValue - b.pValue ||
    b.distance - a.distance
  )
}

function* rowsOf(tests: readonly DriftTest[]) {
  for (const test of tests) {
    yield [
      test.partition,
      test.feature,
      test.referenceVersionId,
      test.count,
      test.effectiveCount,
      test.distance,
      test.stabilityIndex,
      test.meanDifference,
      test.statistic,
      test.windowPValue,
      test.evidence.windows,
      test.pValue,
      test.qValue,
      test.isFound,
      test.isConfirmed,
    ]
  }
}
