import { parseKey } from '@headway/artifacts/partition-key'
import { pageOfArray } from '@headway/kit/pagination'
import { versionId } from '../domain/dataset-version.ts'
import type { DatasetPartitionResolvers } from '../generated/graphql.ts'
import { loadRequired } from './loaders.ts'

export const DatasetPartition: DatasetPartitionResolvers = {
  values: ({ key }) => parseKey(key),
  slices: async ({ dataset: name, number, key }, args, { loaders, slices }) => {
    const version = await loadRequired(loaders.versions, versionId({ dataset: name, number }))
    const { partitionedBy } = await loadRequired(loaders.datasets, name)
    return pageOfArray(await slices.read(version, { key, partitionedBy }), args, ({ day }) => day)
  },
}
