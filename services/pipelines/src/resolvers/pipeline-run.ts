import type { PipelineRunResolvers } from '../generated/graphql.ts'
import { findGateSummary, listGateVerdicts } from '../store/gate-verdicts.ts'
import { loadPipeline } from './loaders.ts'

export const PipelineRun: PipelineRunResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.runs.load(id),
  pipeline: ({ pipeline }, _, { loaders }) => loadPipeline(loaders, pipeline),
  version: ({ pipeline, pipelineVersion }, _, { loaders }) =>
    loaders.pipelineVersion.load({ pipeline, number: pipelineVersion }),
  champion: ({ champion }) => (champion === null ? null : { id: champion.version }),
  modelVersion: ({ versionId }) => (versionId === null ? null : { id: versionId }),
  steps: ({ id }, _, { loaders }) => loaders.stepRuns.load(id),
  step: async ({ id }, { name }, { loaders }) =>
    (await loaders.stepRuns.load(id)).find((step) => step.name === name) ?? null,
  retraining: async ({ id }, _, { loaders }) =>
    (await loaders.cohortRetrainings.load(id))?.retraining ?? null,
  gate: async ({ id }, _, { db }) => (await findGateSummary(db, id)) ?? null,
  gateVerdicts: ({ id }, { outcome, keyPrefix, ...args }, { db }) =>
    listGateVerdicts(db, { runId: id, outcome, keyPrefix }, args),
}
