import type { DatasetResolvers } from '../generated/graphql.ts'
import { listVersions } from '../store/dataset-versions.ts'

export const Dataset: DatasetResolvers = {
  __resolveReference: ({ name }, { loaders }) => loaders.datasets.load(name),
  latestVersion: ({ name }, _, { loaders }) => loaders.latestVersions.load(name),
  versions: ({ name }, args, { db }) => listVersions(db, name, args),
}
