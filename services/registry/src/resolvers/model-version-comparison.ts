import { describeChange } from '../domain/comparison.ts'
import type { ModelVersionComparisonResolvers } from '../generated/graphql.ts'
import { listChangedKeys } from '../store/comparisons.ts'

export const ModelVersionComparison: ModelVersionComparisonResolvers = {
  partitions: async ({ from, to }, { change, ...args }, { db, loaders }) => {
    const page = await listChangedKeys(db, from.ref, to.ref, change ?? null, args)
    const edges = await Promise.all(
      page.edges.map(async ({ cursor, node: { key } }) => {
        const before = await loaders.partitions.load({ versionRef: from.ref, key })
        const after = await loaders.partitions.load({ versionRef: to.ref, key })
        return { cursor, node: describeChange(before, after) }
      }),
    )
    return { edges, pageInfo: page.pageInfo }
  },
}
