import { expect, test } from 'vitest'
import { tallyReport } from './tally-report.ts'

const report = (testResults: unknown[]) => JSON.stringify({ success: true, testResults })
const assertion = (status: string) => ({ status, fullName: `a ${status} test` })

test('passed, failed and skipped tests are counted apart', () => {
  const file = {
    name: 'a.test.ts',
    status: 'failed',
    assertionResults: [assertion('passed'), assertion('failed'), assertion('pending'), assertion('todo')],
  }

  const tally = tallyReport(report([file]), 1)

  expect(tally).toMatchObject({ passed: 1, failed: 1, skipped: 2, failures: ['a.test.ts: a failed test'] })
})

test('a file that cannot be loaded is a failure', () => {
  const file = { name: 'b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] }

  const tally = tallyReport(report([file]), 1)

  expect(tally).toMatchObject({ passed: 0, failed: 1, failures: ['b.test.ts: no such module'] })
})

test('a run that fails beside its tests is a failure', () => {
  const file = { name: 'c.test.ts', status: 'passed', assertionResults: [assertion('passed')] }

  const tally = tallyReport(report([file]), 1)

  expect(tally).toMatchObject({ passed: 1, failed: 1 })
})

test('a run without a report is a failure', () => {
  const tally = tallyReport(undefined, 1)

  expect(tally).toMatchObject({ passed: 0, failed: 1 })
})
