import type { TaskResult } from '@headway/worker/task-protocol'
import type { Transaction } from 'kysely'
import type { Context } from '../context.ts'
import { hasEnded } from '../domain/run.ts'
import { awaitsResult, type PipelineTask, retryAt } from '../domain/task.ts'
import type { Database } from '../store/database.ts'
import { lockRunIfAny } from '../store/runs.ts'
import { saveCached } from '../store/step-cache.ts'
import { insertAttempt } from '../store/task-attempts.ts'
import { findTask, saveTask } from '../store/tasks.ts'
import { advanceRun } from './advance-run.ts'
import { tellProgress } from './tell-progress.ts'

/** Takes a worker's result; a second one of the same attempt, or one that nobody waits for, changes nothing. */
export async function recordResult(context: Context, result: TaskResult): Promise<void> {
  await context.db.transaction().execute(async (tx) => {
    const run = await lockRunIfAny(tx, result.run)
    if (!run || hasEnded(run)) return
    const task = await findTask(tx, result.task)
    if (!task || !awaitsResult(task, result.attempt)) return
    await insertAttempt(tx, {
      taskId: task.id,
      number: result.attempt,
      worker: result.worker,
      error: result.error,
      logDigest: result.logDigest,
      startedAt: new Date(result.startedAt),
      finishedAt: new Date(result.finishedAt),
    })
    if (result.error) await recordFailure(context, tx, task, result)
    else await recordSuccess(context, tx, task, result)
    await tellProgress(context, tx, run, task.step)
    await advanceRun(context, tx, run.id)
  })
}

async function recordSuccess(
  { now }: Context,
  tx: Transaction<Database>,
  task: PipelineTask,
  result: TaskResult,
): Promise<void> {
  const done: PipelineTask = {
    ...withFacts(task, result),
    state: 'SUCCEEDED',
    outputs: result.outputs,
    values: result.values,
    metrics: result.metrics,
    error: null,
  }
  await saveTask(tx, done)
  // Another version of the code than was looked up ran: its result belongs under no key that is known here.
  if (task.cacheKey !== null && result.codeVersion === task.codeVersion) {
    const { code } = task.message as { code: { uses: string } }
    await saveCached(tx, task.cacheKey, code.uses, done, now())
  }
}

async function recordFailure(
  { now }: Context,
  tx: Transaction<Database>,
  task: PipelineTask,
  result: TaskResult,
): Promise<void> {
  const error = result.error ?? { code: 'INTERNAL', message: '', retryable: false }
  const again = retryAt(task, error, now())
  const failed: PipelineTask = {
    ...withFacts(task, result),
    state: again ? 'RETRYING' : 'FAILED',
    error: { code: error.code, message: error.message },
    ...(again ? { finishedAt: null } : {}),
  }
  await saveTask(tx, failed, again)
}

function withFacts(task: PipelineTask, result: TaskResult): PipelineTask {
  return {
    ...task,
    worker: result.worker,
    logTail: result.logTail,
    logDigest: result.logDigest,
    codeVersion: result.codeVersion,
    environmentDigest: result.environmentDigest,
    cpuSeconds: result.cpuSeconds,
    peakMemoryBytes: result.peakMemoryBytes,
    startedAt: new Date(result.startedAt),
    finishedAt: new Date(result.finishedAt),
  }
}
