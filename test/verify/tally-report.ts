/** How many tests ended how. */
export type Tally = { passed: number; failed: number; skipped: number }

type Report = {
  success: boolean
  testResults: {
    name: string
    status: string
    message?: string
    assertionResults: { status: string; fullName: string }[]
  }[]
}

/**
 * Counts vitest's JSON report. A file that could not be run counts as one failure, and so does a run that failed
 * although every test passed (a leak, an error outside the tests) or left no report.
 */
export function tallyReport(report: string | undefined, exitCode: number): Tally & { failures: string[] } {
  const tally = { passed: 0, failed: 0, skipped: 0, failures: [] as string[] }
  if (report === undefined) {
    return { ...tally, failed: 1, failures: ['the tests left no report'] }
  }
  for (const file of (JSON.parse(report) as Report).testResults) {
    const passed = file.assertionResults.filter((one) => one.status === 'passed')
    const failed = file.assertionResults.filter((one) => one.status === 'failed')
    tally.passed += passed.length
    tally.failed += failed.length
    tally.skipped += file.assertionResults.length - passed.length - failed.length
    tally.failures.push(...failed.map((one) => `${file.name}: ${one.fullName.trim()}`))
    if (file.status === 'failed' && failed.length === 0) {
      tally.failed += 1
      tally.failures.push(`${file.name}: ${file.message ?? 'could not be run'}`)
    }
  }
  if (exitCode !== 0 && tally.failed === 0) {
    tally.failed = 1
    tally.failures.push('vitest failed although every test passed')
  }
  return tally
}
