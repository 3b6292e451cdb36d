import type { Context } from '../context.ts'
import { removeRetrainings } from '../store/partition-retrainings.ts'
import { isRunId } from '../store/runs.ts'

/**
 * What a run made of partitions that something else changed meanwhile did not go live: they were not retrained, and the
 * next finding about them starts a run, through the gate against what is live now.
 */
export async function forgetConflicts(
  { db }: Context,
  run: string,
  partitions: readonly string[],
): Promise<void> {
  if (partitions.length === 0 || !isRunId(run)) return
  await db.transaction().execute((tx) => removeRetrainings(tx, run, partitions))
}
