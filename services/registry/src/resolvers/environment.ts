import { pageOfArray } from '@headway/kit/pagination'
import type { EnvironmentResolvers } from '../generated/graphql.ts'
import { listVersions } from '../store/model-versions.ts'

export const Environment: EnvironmentResolvers = {
  __resolveReference: ({ digest }, { loaders }) => loaders.environments.load(digest),
  libraries: ({ libraries }, args) =>
    pageOfArray(libraries, args, ({ name, version }) => `${name}@${version}`),
  modelVersions: ({ digest }, args, { db }) => listVersions(db, { environmentDigest: digest }, args),
}
