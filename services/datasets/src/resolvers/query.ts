import { compareVersions } from '../domain/version-comparison.ts'
import type { QueryResolvers } from '../generated/graphql.ts'
import { getVersion } from '../store/dataset-versions.ts'
import { findDataset, listDatasets } from '../store/datasets.ts'

export const Query: QueryResolvers = {
  dataset: async (_, { name }, { db }) => (await findDataset(db, name)) ?? null,
  datasets: (_, args, { db }) => listDatasets(db, args),
  datasetVersion: (_, { id }, { loaders }) => loaders.versions.load(id),
  compareDatasetVersions: async (_, { from, to }, { db }) =>
    compareVersions(await getVersion(db, from), await getVersion(db, to)),
}
