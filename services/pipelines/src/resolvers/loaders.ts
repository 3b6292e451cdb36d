import DataLoader from 'dataloader'
import type { Kysely } from 'kysely'
import type { Pipeline, PipelineVersion } from '../domain/pipeline.ts'
import type { Run, StepRun } from '../domain/run.ts'
import type { TaskCounts } from '../domain/task.ts'
import { loadCohortRetrainings } from '../store/cohort-retrainings.ts'
import type { Database } from '../store/database.ts'
import { getPipelineVersion, loadPipelines } from '../store/pipelines.ts'
import { loadRuns } from '../store/runs.ts'
import { listStepRunsOf } from '../store/step-runs.ts'
import { countTasks } from '../store/task-counts.ts'

export type Loaders = ReturnType<typeof createLoaders>

const none: TaskCounts = { total: 0, done: 0, cached: 0, running: 0, failed: 0 }

/** Batches what many rows of one answer need. */
export function createLoaders(db: Kysely<Database>) {
  const taskCounts = new DataLoader<string, Map<string, TaskCounts>>(async (runIds) => {
    const counts = await countTasks(db, runIds)
    return runIds.map((id) => {
      const own = [...counts].filter(([key]) => key.startsWith(`${id}/`))
      return new Map(own.map(([key, each]) => [key.slice(id.length + 1), each]))
    })
  })
  return {
    cohortRetrainings: new DataLoader((runIds: readonly string[]) => loadCohortRetrainings(db, runIds)),
    runs: new DataLoader<string, Run | null>((ids) => loadRuns(db, ids)),
    pipelines: new DataLoader<string, Pipeline | null>((names) => loadPipelines(db, names)),
    stepRuns: new DataLoader<string, StepRun[]>(async (runIds) => {
      const found = await listStepRunsOf(db, runIds)
      return runIds.map((id) => found.get(id) ?? [])
    }),
    taskCounts: async (runId: string, step: string): Promise<TaskCounts> =>
      (await taskCounts.load(runId)).get(step) ?? none,
    pipelineVersion: new DataLoader<{ pipeline: string; number: number }, PipelineVersion, string>(
      (keys) => Promise.all(keys.map(({ pipeline, number }) => getPipelineVersion(db, pipeline, number))),
      { cacheKeyFn: ({ pipeline, number }) => `${pipeline}/${number}` },
    ),
  }
}

/** The pipeline that a run or a trigger names; they hold it by a foreign key. */
export async function loadPipeline({ pipelines }: Loaders, name: string): Promise<Pipeline> {
  const pipeline = await pipelines.load(name)
  if (pipeline === null) throw new Error(`pipeline ${name} is referred to but not there`)
  return pipeline
}
