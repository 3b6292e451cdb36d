import { expect, test } from 'vitest'
import { decideByPolicy, type Proposal } from './approval-policy.ts'

const passed: Proposal = {
  gate: {
    better: 5,
    nonInferior: 2,
    worse: 0,
    tooLittleData: 1,
    fleetPassed: true,
    verdictsDigest: 'f'.repeat(64),
  },
  proposedWorse: 0,
  proposedTooLittleData: 0,
  removed: 0,
}
const failed: Proposal = { ...passed, gate: { ...passed.gate, fleetPassed: false } as Proposal['gate'] }

test('ALWAYS asks a person even when all is well', () => {
  expect(decideByPolicy('ALWAYS', passed)).toMatchObject({ outcome: 'ask', exceptions: [] })
})

test('EXCEPTIONS approves what has none', () => {
  expect(decideByPolicy('EXCEPTIONS', passed)).toMatchObject({ outcome: 'approve' })
})

test.for<[string, Proposal]>([
  ['no gate compared it', { ...passed, gate: null }],
  ['the gate failed for the fleet', failed],
  ['1 worse partition proposed all the same', { ...passed, proposedWorse: 1 }],
  ['2 partitions with too little data for the gate proposed', { ...passed, proposedTooLittleData: 2 }],
  ['3 partitions removed', { ...passed, removed: 3 }],
])('EXCEPTIONS asks when %s', ([exception, proposal]) => {
  expect(decideByPolicy('EXCEPTIONS', proposal)).toMatchObject({ outcome: 'ask', exceptions: [exception] })
})

test('NEVER rejects what failed for the fleet and approves everything else', () => {
  expect(decideByPolicy('NEVER', failed).outcome).toBe('reject')
  expect(decideByPolicy('NEVER', { ...passed, gate: null, proposedWorse: 4 }).outcome).toBe('approve')
})
