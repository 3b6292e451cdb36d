import { parseKey } from '@headway/artifacts/partition-key'
import { mapPage, pageOfArray } from '@headway/kit/pagination'
import type { ModelVersionResolvers } from '../generated/graphql.ts'
import { findRebasedAs } from '../store/model-versions.ts'
import { listPartitions } from '../store/partition-reads.ts'
import { loadModel } from './load-required.ts'
import { readFilter, readOrder } from './partition-arguments.ts'

export const ModelVersion: ModelVersionResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.versionsById.load(id),
  model: (version, _, context) => loadModel(context, version.modelRef),
  parent: ({ parentRef }, _, { loaders }) => (parentRef === null ? null : loaders.versions.load(parentRef)),
  rebasedFrom: ({ rebasedFromRef }, _, { loaders }) =>
    rebasedFromRef === null ? null : loaders.versions.load(rebasedFromRef),
  rebasedAs: async ({ ref }, _, { db }) => (await findRebasedAs(db, ref)) ?? null,
  run: ({ run }) => (run === null ? null : { id: run }),
  manifest: ({ manifestDigest }) => ({ digest: manifestDigest }),
  proposedManifest: ({ proposedManifestDigest: digest }) => (digest === null ? null : { digest }),
  environment: ({ environmentDigest: digest }, _, { loaders }) =>
    digest === null ? null : loaders.environments.load(digest),
  datasetVersions: ({ datasetVersions }, args) =>
    mapPage(
      pageOfArray(datasetVersions, args, (id) => id),
      (id) => ({ id }),
    ),
  profiles: ({ profiles }, args) =>
    mapPage(
      pageOfArray(profiles.toReversed(), args, (digest) => digest),
      (digest) => ({ digest }),
    ),
  approval: ({ ref }, _, { loaders }) => loaders.approvals.load(ref),
  conflicts: ({ conflicts }, args) => pageOfArray(conflicts, args, (key) => key),
  partitions: async (version, args, context) => {
    const model = await loadModel(context, version.modelRef)
    return listPartitions(
      context.db,
      version,
      readFilter(args.filter, model.primaryMetric),
      readOrder(args.orderBy, model.primaryMetric.direction),
      args,
    )
  },
  partition: ({ ref }, { key }, { loaders }) => {
    parseKey(key)
    return loaders.partitions.load({ versionRef: ref, key })
  },
  aliases: ({ ref }, _, { loaders }) => loaders.aliasesOfVersions.load(ref),
}
