import type { Context } from '../context.ts'
import { cancel, type Run } from '../domain/run.ts'
import { lockRun } from '../store/runs.ts'
import { listStepRuns } from '../store/step-runs.ts'
import { endRun } from './end-run.ts'

/** Ends a run: its tasks are cancelled, and workers that have one in hand are told to stop. */
export function cancelRun(context: Context, id: string, reason: string | null): Promise<Run> {
  const { db, actor } = context
  return db.transaction().execute(async (tx) => {
    const run = cancel(await lockRun(tx, id), `cancelled by ${actor.id}${reason ? `: ${reason}` : ''}`)
    return await endRun(context, tx, run, await listStepRuns(tx, id))
  })
}
