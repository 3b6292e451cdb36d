import { checkDigest } from '@headway/artifacts/digest'
import type { ArtifactResolvers } from '../generated/graphql.ts'
import { listIntroductions } from '../store/partition-reads.ts'

export const Artifact: ArtifactResolvers = {
  __resolveReference: ({ digest }) => ({ digest: checkDigest(digest) }),
  size: async ({ digest }, _, { artifacts }) =>
    (await artifacts.has(digest)) ? (await artifacts.stat(digest)).size : null,
  url: ({ digest }) => `/artifacts/${digest}`,
  introducedBy: ({ digest }, args, { db }) => listIntroductions(db, digest, args),
}
