import type { TriggerResolvers } from '../generated/graphql.ts'
import { loadPipeline } from './loaders.ts'

export const Trigger: TriggerResolvers = {
  pipeline: ({ pipeline }, _, { loaders }) => loadPipeline(loaders, pipeline),
  lastRun: ({ lastRunId }, _, { loaders }) => (lastRunId === null ? null : loaders.runs.load(lastRunId)),
}
