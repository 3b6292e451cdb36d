import type { QueryResolvers } from '../generated/graphql.ts'
import { getFreeze } from '../store/freeze.ts'
import { findPipeline, listPipelines } from '../store/pipelines.ts'
import { findRun, listRuns } from '../store/runs.ts'
import { findTrigger, listTriggers } from '../store/triggers.ts'
import { listWorkerSteps } from '../store/worker-steps.ts'

export const Query: QueryResolvers = {
  pipeline: async (_, { name }, { db }) => (await findPipeline(db, name)) ?? null,
  pipelines: (_, args, { db }) => listPipelines(db, args),
  pipelineRun: async (_, { id }, { db }) => (await findRun(db, id)) ?? null,
  pipelineRuns: (_, { pipeline, state, ...args }, { db }) => listRuns(db, { pipeline, state }, args),
  trigger: async (_, { name }, { db }) => (await findTrigger(db, name)) ?? null,
  triggers: (_, args, { db }) => listTriggers(db, {}, args),
  workerSteps: (_, args, { db }) => listWorkerSteps(db, args),
  freezeState: (_, __, { db }) => getFreeze(db),
}
