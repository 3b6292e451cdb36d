import { type Kysely, sql } from 'kysely'
import type { TaskCounts } from '../domain/task.ts'
import type { Database } from './database.ts'

/** Task counts by step, of many runs at once: `<run id>/<step>` → counts. */
export async function countTasks(
  db: Kysely<Database>,
  runIds: readonly string[],
): Promise<Map<string, TaskCounts>> {
  if (runIds.length === 0) return new Map()
  const count = (condition: ReturnType<typeof sql<boolean>>) =>
    sql<number>`(count(*) filter (where ${condition}))::int`
  const rows = await db
    .selectFrom('task')
    .select(['run_id', 'step'])
    .select([
      sql<number>`count(*)::int`.as('total'),
      count(sql<boolean>`state = 'SUCCEEDED'`).as('done'),
      count(sql<boolean>`cached`).as('cached'),
      count(sql<boolean>`state = 'RUNNING'`).as('running'),
      count(sql<boolean>`state = 'FAILED'`).as('failed'),
    ])
    .where('run_id', 'in', [...runIds])
    .groupBy(['run_id', 'step'])
    .execute()
  return new Map(rows.map(({ run_id, step, ...counts }) => [`${run_id}/${step}`, counts]))
}

/** CPU seconds and the largest memory of a step's tasks, cached ones excepted. */
export async function sumUsage(db: Kysely<Database>, runId: string, step: string) {
  const row = await db
    .selectFrom('task')
    .select([
      sql<number>`coalesce(sum(cpu_seconds), 0)::float8`.as('cpuSeconds'),
      sql<number>`coalesce(max(peak_memory_bytes), 0)::bigint`.as('peakMemoryBytes'),
    ])
    .where('run_id', '=', runId)
    .where('step', '=', step)
    .where('cached', '=', false)
    .executeTakeFirstOrThrow()
  return row
}
