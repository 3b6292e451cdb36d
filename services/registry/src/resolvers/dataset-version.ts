import type { DatasetVersionResolvers } from '../generated/graphql.ts'
import { listVersions } from '../store/model-versions.ts'

export const DatasetVersion: DatasetVersionResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  modelVersions: ({ id }, args, { db }) => listVersions(db, { datasetVersion: id }, args),
}
