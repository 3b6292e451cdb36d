import type { StepRunResolvers } from '../generated/graphql.ts'
import { sumUsage } from '../store/task-counts.ts'
import { listTasks } from '../store/tasks.ts'

export const StepRun: StepRunResolvers = {
  tasks: ({ runId, name }, _, { loaders }) => loaders.taskCounts(runId, name),
  taskList: ({ runId, name }, { state, ...args }, { db }) =>
    listTasks(db, { runId, step: name, state }, args),
  usage: ({ runId, name }, _, { db }) => sumUsage(db, runId, name),
}
