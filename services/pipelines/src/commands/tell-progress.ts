import { runProgressed } from '@headway/events/pipelines'
import { emit } from '@headway/kit/outbox'
import type { Transaction } from 'kysely'
import type { Context } from '../context.ts'
import type { Run } from '../domain/run.ts'
import type { Database } from '../store/database.ts'
import { lockRunIfAny, takeProgressTurn } from '../store/runs.ts'
import { listStepRuns } from '../store/step-runs.ts'
import { countTasks } from '../store/task-counts.ts'
import { runFacts } from './run-facts.ts'

/** At most two a second for each run. */
export const progressIntervalMs = 500

/** Tells how far a step is, unless the run told of its progress just now: then the loop tells it later. */
export async function tellProgress(
  { now }: Context,
  tx: Transaction<Database>,
  run: Run,
  stepName: string,
): Promise<void> {
  if (!(await takeProgressTurn(tx, run.id, now(), progressIntervalMs))) return
  const step = (await listStepRuns(tx, run.id)).find(({ name }) => name === stepName)
  const counts = (await countTasks(tx, [run.id])).get(`${run.id}/${stepName}`)
  if (!step || !counts) return
  await emit(
    tx,
    runProgressed,
    {
      ...runFacts(run),
      step: step.name,
      stepState: step.state,
      tasksDone: counts.done,
      tasksTotal: step.tasksTotal,
    },
    { aggregate: run.id },
  )
}

/** Tells what was held back: of the step that is furthest among those with tasks. */
export async function tellHeldBackProgress(context: Context, runId: string): Promise<void> {
  await context.db.transaction().execute(async (tx) => {
    const run = await lockRunIfAny(tx, runId)
    if (!run) return
    const steps = await listStepRuns(tx, runId)
    const last = steps.filter(({ tasksTotal, startedAt }) => tasksTotal > 0 && startedAt !== null).at(-1)
    if (last) await tellProgress(context, tx, run, last.name)
  })
}
