import { expect, test } from 'vitest'
import type { Run, StepRun } from './run.ts'
import {
  decidePromotion,
  decideProposal,
  decideRollout,
  decideVerification,
  expectedRevision,
  type RolloutReport,
  type Surroundings,
} from './waiting.ts'

const run: Run = {
  id: 'run-1',
  pipeline: 'p',
  pipelineVersion: 1,
  state: 'RUNNING',
  parameters: {},
  requestedBy: 'somebody',
  trigger: null,
  partitionCount: null,
  idempotencyKey: null,
  model: 'eta',
  endpoint: 'eta',
  champion: null,
  versionId: 'eta/2',
  failure: null,
  createdAt: new Date(0),
  finishedAt: null,
}

const step = (answers: StepRun['answers'] = {}): StepRun => ({
  runId: 'run-1',
  name: 'it',
  uses: 'headway/propose',
  state: 'WAITING',
  detail: null,
  tasksTotal: 0,
  answers,
  waitingSince: null,
  startedAt: null,
  finishedAt: null,
})

const world: Surroundings = {
  endpoint: 'eta',
  variants: ['PRIMARY', 'CHALLENGER'],
  moves: [],
  reports: [],
  frozen: null,
}

const report = (variant: string, versionId: string, revision: number): RolloutReport => ({
  variant,
  versionId,
  revision,
  state: 'completed',
  manifestDigest: 'm',
  partitionCount: 3,
  code: null,
  reason: null,
})
const approved = { versionId: 'eta/2', parent: 'eta/1', manifestDigest: 'm', partitionCount: 3 }

test('an approval that arrives before the news of the version is enough', () => {
  expect(decideProposal(step({ approved }))).toMatchObject({ state: 'SUCCEEDED', versionId: 'eta/2' })
})

test('a proposal waits for a person only where the policy wants one', () => {
  const created = { versionId: 'eta/2', needsApproval: true, exceptions: [] }

  expect(decideProposal(step({ created }))).toMatchObject({
    detail: 'eta/2 waits for a person to approve it',
  })
  expect(decideProposal(step({ created: { ...created, needsApproval: false } }))).toMatchObject({
    detail: 'eta/2 is being approved by policy',
  })
})

test('a rollout that failed once and succeeded later has succeeded', () => {
  const failed: RolloutReport = {
    ...report('CHALLENGER', 'eta/2', 1),
    state: 'failed',
    reason: 'probe differs',
  }

  expect(decideRollout(run, { ...world, reports: [failed] })).toMatchObject({
    state: 'FAILED',
    reason: 'probe differs',
  })
  expect(decideRollout(run, { ...world, reports: [failed, report('CHALLENGER', 'eta/2', 2)] }).state).toBe(
    'SUCCEEDED',
  )
})

test('a challenger that moved on before it was loaded is not waited for', () => {
  const moves = [
    { alias: 'challenger', revision: 1, versionId: 'eta/2', runId: 'run-1' },
    { alias: 'challenger', revision: 2, versionId: 'eta/3', runId: 'run-2' },
  ]

  expect(decideRollout(run, { ...world, moves: moves.slice(0, 1) }).state).toBe('WAITING')
  expect(decideRollout(run, { ...world, moves })).toEqual({
    state: 'SKIPPED',
    detail: 'the challenger moved on to eta/3',
  })
})

test('without an endpoint, or without a challenger variant, a rollout is left out and says so', () => {
  expect(decideRollout(run, { ...world, endpoint: null }).state).toBe('SKIPPED')
  expect(decideRollout(run, { ...world, variants: ['PRIMARY'] }).state).toBe('SKIPPED')
  expect(decideRollout(run, { ...world, variants: null })).toEqual({
    state: 'WAITING',
    detail: 'endpoint eta is not known yet',
  })
})

test('what was loaded must be what was approved', () => {
  const reports = [report('CHALLENGER', 'eta/2', 1)]

  expect(decideVerification(run, { ...world, reports }, step({ approved })).state).toBe('SUCCEEDED')
  expect(
    decideVerification(run, { ...world, reports }, step({ approved: { ...approved, manifestDigest: 'n' } })),
  ).toMatchObject({ state: 'FAILED', reason: expect.stringContaining('another manifest') })
})

test('a promotion is done when the primary answers with it or with what came after it', () => {
  const moves = [{ alias: 'champion', revision: 5, versionId: 'eta/9', runId: 'run-1' }]

  expect(decidePromotion(run, step(), world).state).toBe('WAITING')
  expect(decidePromotion(run, step(), { ...world, moves }).state).toBe('WAITING')
  expect(
    decidePromotion(run, step(), { ...world, moves, reports: [report('PRIMARY', 'eta/10', 6)] }),
  ).toEqual({ state: 'SUCCEEDED', detail: null, versionId: 'eta/9' })
})

test('the champion must still be at the revision that named the parent', () => {
  const moves = [
    { alias: 'champion', revision: 3, versionId: 'eta/1', runId: null },
    { alias: 'champion', revision: 4, versionId: 'eta/7', runId: null },
  ]

  expect(expectedRevision(step({ approved }), moves)).toBe(3)
  expect(expectedRevision(step({ approved: { ...approved, parent: null } }), moves)).toBeNull()
  expect(expectedRevision(step({ approved: { ...approved, parent: 'eta/8' } }), moves)).toBeUndefined()
})
