import { parseKey } from '@headway/artifacts/partition-key'
import { parsePartitionId, partitionId } from '../domain/names.ts'
import type { ModelPartitionResolvers } from '../generated/graphql.ts'
import { findVersion } from '../store/model-versions.ts'
import { listHistory } from '../store/partition-reads.ts'
import { loadVersion } from './load-required.ts'

export const ModelPartition: ModelPartitionResolvers = {
  __resolveReference: async ({ id }, { db, loaders }) => {
    const parts = parsePartitionId(id)
    const version = parts && (await findVersion(db, parts.version))
    return version ? loaders.partitions.load({ versionRef: version.ref, key: parts.key }) : null
  },
  id: ({ versionId, key }) => partitionId(versionId, key),
  version: ({ versionRef }, _, context) => loadVersion(context, versionRef),
  values: ({ key }) => parseKey(key),
  pack: ({ pack }) => ({ digest: pack }),
  run: ({ run }) => (run === null ? null : { id: run }),
  changed: ({ introducedInRef, versionRef }) => introducedInRef === versionRef,
  introducedIn: ({ introducedInRef }, _, context) => loadVersion(context, introducedInRef),
  history: (partition, args, { db }) => listHistory(db, partition, args),
}
