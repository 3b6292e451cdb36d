import type { TriggerResolvers } from '../generated/graphql.ts'
import { getPipeline } from '../store/pipelines.ts'
import { findRun } from '../store/runs.ts'

export const Trigger: TriggerResolvers = {
  pipeline: ({ pipeline }, _, { db }) => getPipeline(db, pipeline),
  lastRun: async ({ lastRunId }, _, { db }) =>
    lastRunId === null ? null : ((await findRun(db, lastRunId)) ?? null),
}
