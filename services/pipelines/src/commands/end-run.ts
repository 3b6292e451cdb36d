import { runFailed } from '@headway/events/pipelines'
import { emit, enqueue } from '@headway/kit/outbox'
import { type Cancellation, cancelledSubject } from '@headway/worker/task-protocol'
import type { Transaction } from 'kysely'
import type { Context } from '../context.ts'
import { type Run, type StepRun, stepHasEnded } from '../domain/run.ts'
import type { Database } from '../store/database.ts'
import { saveRun } from '../store/runs.ts'
import { saveStepRun } from '../store/step-runs.ts'
import { cancelTasks } from '../store/tasks.ts'
import { runFacts } from './run-facts.ts'

/** Ends a run that did not do all its steps: nothing is left in hand, workers are told, the event is emitted. */
export async function endRun(
  { now }: Context,
  tx: Transaction<Database>,
  run: Run,
  steps: readonly StepRun[],
): Promise<Run> {
  const at = now()
  for (const step of steps) {
    if (stepHasEnded(step)) continue
    await saveStepRun(tx, { ...step, state: 'CANCELLED', finishedAt: at })
  }
  const { step = null, code = 'INTERNAL', reason = '' } = run.failure ?? {}
  const tasks = await cancelTasks(tx, run.id, at)
  for (let from = 0; from < tasks.length; from += 1000) {
    const cancellation: Cancellation = { run: run.id, tasks: tasks.slice(from, from + 1000), reason }
    await enqueue(tx, cancelledSubject, cancellation, { id: `${run.id}:cancelled:${from}` })
  }
  const ended: Run = { ...run, finishedAt: at }
  await saveRun(tx, ended, at)
  const state = run.state === 'CANCELLED' ? 'cancelled' : run.state === 'REJECTED' ? 'rejected' : 'failed'
  await emit(tx, runFailed, { ...runFacts(run), state, step, code, reason }, { aggregate: run.id })
  return ended
}
