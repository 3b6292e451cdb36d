import type { PartitionGridResolvers } from '../generated/graphql.ts'

export const PartitionGrid: PartitionGridResolvers = {
  partitionCount: ({ version }) => version.summary.partitionCount,
  artifact: ({ digest }) => ({ digest }),
}
