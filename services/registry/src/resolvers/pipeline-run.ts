import type { PipelineRunResolvers } from '../generated/graphql.ts'
import { listVersions } from '../store/model-versions.ts'

export const PipelineRun: PipelineRunResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  modelVersions: ({ id }, args, { db }) => listVersions(db, { run: id }, args),
}
