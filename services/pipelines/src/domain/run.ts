import { DomainError } from '@headway/kit/errors'

export type RunState = 'RUNNING' | 'WAITING_FOR_APPROVAL' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED' | 'REJECTED'

export type Run = {
  id: string
  pipeline: string
  pipelineVersion: number
  state: RunState
  parameters: Record<string, unknown>
  requestedBy: string
  trigger: string | null
  /** How many partitions its trigger chose for it; null where it is for all. */
  partitionCount: number | null
  idempotencyKey: string | null
  model: string | null
  endpoint: string | null
  /** What was live when the run started. */
  champion: { version: string; manifest: string } | null
  /** The version it led to. */
  versionId: string | null
  failure: { step: string | null; code: string; reason: string } | null
  createdAt: Date
  finishedAt: Date | null
}

export type StepState = 'PENDING' | 'RUNNING' | 'WAITING' | 'SUCCEEDED' | 'SKIPPED' | 'FAILED' | 'CANCELLED'

export type StepRun = {
  runId: string
  name: string
  uses: string
  state: StepState
  detail: string | null
  tasksTotal: number
  /** What other services said to what the step asked. */
  answers: Answers
  waitingSince: Date | null
  startedAt: Date | null
  finishedAt: Date | null
}

export type Answers = {
  created?: { versionId: string; needsApproval: boolean; exceptions: string[] }
  approved?: {
    versionId: string
    parent: string | null
    manifestDigest: string
    partitionCount: number
    /** Partitions that something else changed meanwhile: they keep what is live. */
    conflicts?: string[]
  }
  rejected?: { code: string | null; reason: string; decidedBy: string }
  promotionRejected?: { code: string; reason: string }
  /** Set when the step has asked for the promotion. */
  asked?: boolean
}

export function hasEnded(run: Pick<Run, 'state'>): boolean {
  return run.state !== 'RUNNING' && run.state !== 'WAITING_FOR_APPROVAL'
}

export function stepHasEnded({ state }: Pick<StepRun, 'state'>): boolean {
  return state !== 'PENDING' && state !== 'RUNNING' && state !== 'WAITING'
}

/** FAILED_PRECONDITION when the run has ended: nothing is left to cancel. */
export function cancel(run: Run, reason: string): Run {
  if (hasEnded(run)) {
    throw new DomainError('FAILED_PRECONDITION', `run ${run.id} has ended: ${run.state}`, {
      field: 'id',
      value: run.state,
      expected: 'a run that has not ended',
    })
  }
  return { ...run, state: 'CANCELLED', failure: { step: null, code: 'CANCELLED', reason } }
}

/** Whether a pending step may begin: every step it depends on has succeeded or was left out. */
export function isReady(dependsOn: readonly string[], steps: ReadonlyMap<string, StepRun>): boolean {
  return dependsOn.every((name) => {
    const state = steps.get(name)?.state
    return state === 'SUCCEEDED' || state === 'SKIPPED'
  })
}
