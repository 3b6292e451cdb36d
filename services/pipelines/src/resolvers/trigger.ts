import type {
  PartitionRetrainingResolvers,
  TriggerFiringResolvers,
  TriggerResolvers,
} from '../generated/graphql.ts'
import { countHeldFirings } from '../store/held-firings.ts'
import { loadPipeline } from './loaders.ts'

export const Trigger: TriggerResolvers = {
  pipeline: ({ pipeline }, _, { loaders }) => loadPipeline(loaders, pipeline),
  lastRun: ({ lastRunId }, _, { loaders }) => (lastRunId === null ? null : loaders.runs.load(lastRunId)),
  held: ({ name }, _, { db }) => countHeldFirings(db, name),
}

export const TriggerFiring: TriggerFiringResolvers = {
  run: ({ runId }, _, { loaders }) => (runId === null ? null : loaders.runs.load(runId)),
}

export const PartitionRetraining: PartitionRetrainingResolvers = {
  run: ({ runId }, _, { loaders }) => loaders.runs.load(runId),
}
