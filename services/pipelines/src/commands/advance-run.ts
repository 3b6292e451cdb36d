import { runSucceeded, runWaitingForApproval } from '@headway/events/pipelines'
import { DomainError } from '@headway/kit/errors'
import { emit } from '@headway/kit/outbox'
import type { Transaction } from 'kysely'
import type { Context } from '../context.ts'
import { controlSteps, type Definition, stepOf, timeoutSeconds } from '../domain/definition.ts'
import { dependencies } from '../domain/reference.ts'
import { hasEnded, isReady, type Run, type StepRun, stepHasEnded } from '../domain/run.ts'
import type { Decision } from '../domain/waiting.ts'
import type { Database } from '../store/database.ts'
import { getPipelineVersion } from '../store/pipelines.ts'
import { lockRun, saveRun } from '../store/runs.ts'
import { listStepRuns, saveStepRun } from '../store/step-runs.ts'
import { countTasks } from '../store/task-counts.ts'
import { findFailedTask } from '../store/tasks.ts'
import { beginStep } from './begin-step.ts'
import { decideStep } from './decide-step.ts'
import { endRun } from './end-run.ts'
import { finishTasks } from './finish-tasks.ts'
import { runFacts } from './run-facts.ts'

type Advance = {
  context: Context
  tx: Transaction<Database>
  run: Run
  definition: Definition
  steps: Map<string, StepRun>
}

/**
 * Moves a run as far as what is known allows: begins steps whose turn has come, ends those whose tasks are done, asks
 * and hears other services. It looks at the state alone, so calling it once too often changes nothing.
 */
export async function advanceRun(context: Context, tx: Transaction<Database>, id: string): Promise<Run> {
  const run = await lockRun(tx, id)
  if (hasEnded(run)) return run
  const { definition } = await getPipelineVersion(tx, run.pipeline, run.pipelineVersion)
  const steps = new Map((await listStepRuns(tx, id)).map((step) => [step.name, step]))
  const advance: Advance = { context, tx, run, definition, steps }
  while (await moveOnce(advance));
  await settle(advance)
  return advance.run
}

async function moveOnce(advance: Advance): Promise<boolean> {
  const { definition, steps } = advance
  let moved = false
  for (const step of steps.values()) {
    const before = step.state
    if (hasFailed(steps)) return false
    if (step.state === 'PENDING' && isReady(dependencies(definition, stepOf(definition, step.name)), steps)) {
      await begin(advance, step)
    } else if (step.state === 'RUNNING') await lookAtTasks(advance, step)
    else if (step.state === 'WAITING') await lookAround(advance, step)
    if (steps.get(step.name)?.state !== before) moved = true
  }
  return moved
}

async function begin(advance: Advance, step: StepRun): Promise<void> {
  const { context, tx, run, definition } = advance
  const now = context.now()
  if (controlSteps.has(step.uses)) {
    await save(advance, { ...step, state: 'WAITING', startedAt: now, waitingSince: now })
    return
  }
  try {
    const tasksTotal = await beginStep(context, tx, run, definition, stepOf(definition, step.name))
    await save(advance, { ...step, state: 'RUNNING', startedAt: now, tasksTotal })
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    await fail(advance, { ...step, startedAt: now }, error.code, error.message)
  }
}

async function lookAtTasks(advance: Advance, step: StepRun): Promise<void> {
  const { context, tx, run } = advance
  const counts = (await countTasks(tx, [run.id])).get(`${run.id}/${step.name}`)
  if ((counts?.failed ?? 0) > 0) {
    const task = await findFailedTask(tx, run.id, step.name)
    const chunk = step.tasksTotal > 1 ? ` (chunk ${task?.chunk} of ${step.tasksTotal})` : ''
    await fail(advance, step, task?.error?.code ?? 'INTERNAL', `${task?.error?.message}${chunk}`)
    return
  }
  if ((counts?.done ?? 0) < step.tasksTotal) return
  try {
    const decision = await finishTasks(context, tx, run, step)
    await follow(advance, step, decision)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    await fail(advance, step, error.code, error.message)
  }
}

async function lookAround(advance: Advance, step: StepRun): Promise<void> {
  const { tx, run, steps } = advance
  const { decision, step: asked } = await decideStep(tx, run, step, [...steps.values()])
  await follow(advance, asked, decision)
}

/** Does what a decision says; a wait that lasts too long is a failure. */
async function follow(advance: Advance, step: StepRun, decision: Decision): Promise<void> {
  const { context, definition } = advance
  const now = context.now()
  if (decision.state === 'WAITING') {
    const waitingSince = step.waitingSince ?? now
    const limit = step.uses === 'headway/propose' ? null : timeoutSeconds(stepOf(definition, step.name))
    const isFrozen = decision.detail.startsWith('frozen')
    if (!isFrozen && limit !== null && now.getTime() - waitingSince.getTime() > limit * 1000) {
      await fail(advance, step, 'TIMED_OUT', `${decision.detail} for more than ${limit} s`)
      return
    }
    await save(advance, { ...step, state: 'WAITING', detail: decision.detail, waitingSince })
    return
  }
  if (decision.state === 'FAILED' || decision.state === 'REJECTED') {
    await fail(advance, step, decision.code, decision.reason)
    if (decision.state === 'REJECTED') advance.run = { ...advance.run, state: 'REJECTED' }
    return
  }
  if (decision.state === 'SUCCEEDED' && decision.versionId !== undefined) {
    advance.run = { ...advance.run, versionId: decision.versionId }
  }
  await save(advance, { ...step, state: decision.state, detail: decision.detail, finishedAt: now })
}

async function fail(advance: Advance, step: StepRun, code: string, reason: string): Promise<void> {
  advance.run = { ...advance.run, failure: { step: step.name, code, reason } }
  await save(advance, { ...step, state: 'FAILED', detail: reason, finishedAt: advance.context.now() })
}

async function save(advance: Advance, step: StepRun): Promise<void> {
  if (JSON.stringify(step) === JSON.stringify(advance.steps.get(step.name))) return
  advance.steps.set(step.name, step)
  await saveStepRun(advance.tx, step)
}

/** Writes what became of the run, and tells of its end or of its waiting for a person. */
async function settle(advance: Advance): Promise<void> {
  const { context, tx, steps } = advance
  const now = context.now()
  const { run } = advance
  if (hasFailed(steps)) {
    const state = run.state === 'REJECTED' ? 'REJECTED' : 'FAILED'
    advance.run = await endRun(context, tx, { ...run, state }, [...steps.values()])
    return
  }
  if ([...steps.values()].every(stepHasEnded)) {
    advance.run = { ...run, state: 'SUCCEEDED', finishedAt: now }
    await saveRun(tx, advance.run, now)
    await emit(tx, runSucceeded, { ...runFacts(run), versionId: run.versionId }, { aggregate: run.id })
    return
  }
  const proposal = [...steps.values()].find(({ uses }) => uses === 'headway/propose')
  const created = proposal?.answers.created
  const waits = proposal?.state === 'WAITING' && created?.needsApproval === true
  advance.run = {
    ...run,
    state: waits ? 'WAITING_FOR_APPROVAL' : 'RUNNING',
    versionId: run.versionId ?? created?.versionId ?? null,
  }
  await saveRun(tx, advance.run, now)
  if (waits && run.state !== 'WAITING_FOR_APPROVAL') {
    await emit(
      tx,
      runWaitingForApproval,
      { ...runFacts(run), versionId: created.versionId },
      { aggregate: run.id },
    )
  }
}

function hasFailed(steps: ReadonlyMap<string, StepRun>): boolean {
  return [...steps.values()].some(({ state }) => state === 'FAILED')
}
