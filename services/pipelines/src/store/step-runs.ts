import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Answers, StepRun, StepState } from '../domain/run.ts'
import type { Database, StepRun as StepTable } from './database.ts'

export async function listStepRuns(db: Kysely<Database>, runId: string): Promise<StepRun[]> {
  const rows = await db
    .selectFrom('step_run')
    .selectAll()
    .where('run_id', '=', runId)
    .orderBy('position')
    .execute()
  return rows.map(fromRow)
}

/** Steps of many runs by run id, in the order of their definitions. */
export async function listStepRunsOf(
  db: Kysely<Database>,
  runIds: readonly string[],
): Promise<Map<string, StepRun[]>> {
  if (runIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('step_run')
    .selectAll()
    .where('run_id', 'in', [...runIds])
    .orderBy('position')
    .execute()
  return Map.groupBy(rows.map(fromRow), ({ runId }) => runId)
}

export async function insertStepRuns(tx: Transaction<Database>, steps: readonly StepRun[]): Promise<void> {
  await tx
    .insertInto('step_run')
    .values(
      steps.map((step, position) => ({
        run_id: step.runId,
        name: step.name,
        position,
        uses: step.uses,
        ...changing(step),
      })),
    )
    .execute()
}

export async function saveStepRun(tx: Transaction<Database>, step: StepRun): Promise<void> {
  await tx
    .updateTable('step_run')
    .set(changing(step))
    .where('run_id', '=', step.runId)
    .where('name', '=', step.name)
    .execute()
}

function changing(step: StepRun) {
  return {
    state: step.state,
    detail: step.detail,
    tasks_total: step.tasksTotal,
    answers: JSON.stringify(step.answers),
    waiting_since: step.waitingSince,
    started_at: step.startedAt,
    finished_at: step.finishedAt,
  }
}

function fromRow(row: Selectable<StepTable>): StepRun {
  return {
    runId: row.run_id,
    name: row.name,
    uses: row.uses,
    state: row.state as StepState,
    detail: row.detail,
    tasksTotal: row.tasks_total,
    answers: row.answers as Answers,
    waitingSince: row.waiting_since,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  }
}
