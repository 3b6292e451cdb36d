import type { Kysely, Transaction } from 'kysely'
import type { PipelineTask, TaskOutputs } from '../domain/task.ts'
import type { Database } from './database.ts'

/** What a task with the same inputs, code and parameters led to before. */
export type CachedResult = Pick<
  PipelineTask,
  'outputs' | 'values' | 'metrics' | 'codeVersion' | 'environmentDigest' | 'logDigest'
>

export async function findCached(
  db: Kysely<Database>,
  keys: readonly string[],
): Promise<Map<string, CachedResult>> {
  const found = new Map<string, CachedResult>()
  for (let at = 0; at < keys.length; at += 1000) {
    const rows = await db
      .selectFrom('step_cache')
      .selectAll()
      .where('key', 'in', keys.slice(at, at + 1000))
      .execute()
    for (const row of rows) {
      found.set(row.key, {
        outputs: row.outputs as TaskOutputs,
        values: row.small_values as Record<string, unknown>,
        metrics: row.metrics as Record<string, number>,
        codeVersion: row.code_version,
        environmentDigest: row.environment_digest,
        logDigest: row.log_digest,
      })
    }
  }
  return found
}

export async function saveCached(
  tx: Transaction<Database>,
  key: string,
  uses: string,
  task: PipelineTask,
  now: Date,
): Promise<void> {
  const result = {
    outputs: JSON.stringify(task.outputs),
    small_values: JSON.stringify(task.values),
    metrics: JSON.stringify(task.metrics),
    code_version: task.codeVersion,
    environment_digest: task.environmentDigest,
    log_digest: task.logDigest,
    task_id: task.id,
    used_at: now,
  }
  await tx
    .insertInto('step_cache')
    .values({ key, uses, ...result, created_at: now })
    .onConflict((conflict) => conflict.columns(['project_id', 'key']).doUpdateSet(result))
    .execute()
}

export async function markUsed(tx: Transaction<Database>, keys: readonly string[], now: Date): Promise<void> {
  if (keys.length === 0) return
  await tx
    .updateTable('step_cache')
    .set({ used_at: now })
    .where('key', 'in', [...keys])
    .execute()
}
