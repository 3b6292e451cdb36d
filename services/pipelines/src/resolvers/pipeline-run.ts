import type { PipelineRunResolvers } from '../generated/graphql.ts'
import { findGateSummary, listGateVerdicts } from '../store/gate-verdicts.ts'
import { getPipeline } from '../store/pipelines.ts'
import { findRun } from '../store/runs.ts'

export const PipelineRun: PipelineRunResolvers = {
  __resolveReference: async ({ id }, { db }) => (await findRun(db, id)) ?? null,
  pipeline: ({ pipeline }, _, { db }) => getPipeline(db, pipeline),
  version: ({ pipeline, pipelineVersion }, _, { loaders }) =>
    loaders.pipelineVersion.load({ pipeline, number: pipelineVersion }),
  champion: ({ champion }) => (champion === null ? null : { id: champion.version }),
  modelVersion: ({ versionId }) => (versionId === null ? null : { id: versionId }),
  steps: ({ id }, _, { loaders }) => loaders.stepRuns.load(id),
  step: async ({ id }, { name }, { loaders }) =>
    (await loaders.stepRuns.load(id)).find((step) => step.name === name) ?? null,
  gate: async ({ id }, _, { db }) => (await findGateSummary(db, id)) ?? null,
  gateVerdicts: ({ id }, { outcome, keyPrefix, ...args }, { db }) =>
    listGateVerdicts(db, { runId: id, outcome, keyPrefix }, args),
}
