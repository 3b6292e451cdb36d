import { versionId } from '../domain/dataset-version.ts'
import { compareColumns, compareSchemas, type VersionComparison } from '../domain/version-comparison.ts'
import type { DatasetVersionComparisonResolvers } from '../generated/graphql.ts'
import { listPartitionChanges } from '../store/partitions.ts'
import type { Loaders } from './loaders.ts'

export const DatasetVersionComparison: DatasetVersionComparisonResolvers = {
  equal: ({ from, to }) => from.contentDigest === to.contentDigest,
  rowCountChange: ({ from, to }) => to.rowCount - from.rowCount,
  quarantinedRowCountChange: ({ from, to }) => to.quarantinedRowCount - from.quarantinedRowCount,
  columnsAdded: async (versions, _, { loaders }) => (await schemas(versions, loaders)).added,
  columnsRemoved: async (versions, _, { loaders }) => (await schemas(versions, loaders)).removed,
  columnsRetyped: async (versions, _, { loaders }) => (await schemas(versions, loaders)).retyped,
  columns: async ({ from, to }, _, { loaders }) => {
    const [before, after] = await columnsOf({ from, to }, loaders)
    return compareColumns(
      { columns: before, rowCount: from.rowCount },
      { columns: after, rowCount: to.rowCount },
    )
  },
  partitionsAdded: async (versions, _, { loaders }) => (await loaders.partitionChanges.load(versions)).added,
  partitionsRemoved: async (versions, _, { loaders }) =>
    (await loaders.partitionChanges.load(versions)).removed,
  partitionsChanged: async (versions, _, { loaders }) =>
    (await loaders.partitionChanges.load(versions)).changed,
  partitionsUnchanged: async (versions, _, { loaders }) =>
    (await loaders.partitionChanges.load(versions)).unchanged,
  partitions: (versions, args, { db }) => listPartitionChanges(db, versions, args),
}

async function schemas(versions: VersionComparison, loaders: Loaders) {
  return compareSchemas(...(await columnsOf(versions, loaders)))
}

function columnsOf({ from, to }: VersionComparison, { columns }: Loaders) {
  return Promise.all([columns.load(versionId(from)), columns.load(versionId(to))])
}
