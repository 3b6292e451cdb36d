import { versionId } from '../domain/dataset-version.ts'
import type { DatasetVersionResolvers } from '../generated/graphql.ts'
import { findPartition, listPartitions } from '../store/partitions.ts'
import { listSources } from '../store/version-details.ts'
import { loadRequired } from './loaders.ts'

export const DatasetVersion: DatasetVersionResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.versions.load(id),
  id: (version) => versionId(version),
  dataset: ({ dataset }, _, { loaders }) => loadRequired(loaders.datasets, dataset),
  parent: ({ dataset, parentNumber }, _, { loaders }) =>
    parentNumber === null ? null : loaders.versions.load(versionId({ dataset, number: parentNumber })),
  sources: (version, args, { db }) => listSources(db, version, args),
  columns: (version, _, { loaders }) => loaders.columns.load(versionId(version)),
  expectationResults: (version, _, { loaders }) => loaders.expectationResults.load(versionId(version)),
  partitions: (version, args, { db }) => listPartitions(db, version, args),
  partition: async (version, { key }, { db }) => (await findPartition(db, version, key)) ?? null,
}
