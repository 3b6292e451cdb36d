import type { ModelResolvers, ModelVersionResolvers } from '../generated/graphql.ts'
import { pageEndpoints } from '../store/endpoints.ts'
import { pageRollouts } from '../store/rollouts.ts'

export const Model: ModelResolvers = {
  __resolveReference: ({ name }) => ({ name }),
  endpoints: ({ name }, args, { db }) => pageEndpoints(db, name, args),
}

export const ModelVersion: ModelVersionResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  rollouts: ({ id }, args, { db }) => pageRollouts(db, { versionId: id }, args),
  servedBy: ({ id }, _, { loaders }) => loaders.variantsServing.load(id),
}
