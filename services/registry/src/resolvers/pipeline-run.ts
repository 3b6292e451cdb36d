import type { PipelineRunResolvers } from '../generated/graphql.ts'

export const PipelineRun: PipelineRunResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  modelVersion: ({ id }, _, { loaders }) => loaders.proposedVersions.load(id),
}
