import type { Context } from '../context.ts'
import { listRunsToAdvance, listRunsToTell } from '../store/runs.ts'
import { advanceRun } from './advance-run.ts'
import { progressIntervalMs, tellHeldBackProgress } from './tell-progress.ts'

/** Looks again at runs nobody looked at for a while: waits that ran out, and whatever a crash left undone. */
export async function advanceStaleRuns(context: Context, afterMs: number): Promise<void> {
  const before = new Date(context.now().getTime() - afterMs)
  for (const id of await listRunsToAdvance(context.db, before)) {
    await context.db.transaction().execute((tx) => advanceRun(context, tx, id))
  }
}

/** Tells the progress that was held back because it came too fast. */
export async function tellStaleProgress(context: Context): Promise<void> {
  const before = new Date(context.now().getTime() - progressIntervalMs)
  for (const id of await listRunsToTell(context.db, before)) await tellHeldBackProgress(context, id)
}
