import type { Resolvers } from '../generated/graphql.ts'
import { Dataset } from './dataset.ts'
import { DatasetPartition } from './dataset-partition.ts'
import { DatasetVersion } from './dataset-version.ts'
import { Mutation } from './mutation.ts'
import { Query } from './query.ts'
import { DatasetVersionComparison } from './version-comparison.ts'

export const resolvers: Resolvers = {
  Query,
  Mutation,
  Dataset,
  DatasetVersion,
  DatasetPartition,
  DatasetVersionComparison,
}
