import { DomainError } from '@headway/kit/errors'
import { versionStub } from '../domain/stubs.ts'
import type { VariantResolvers } from '../generated/graphql.ts'

export const Variant: VariantResolvers = {
  __resolveReference: async ({ id }, { loaders }) => {
    const slash = id.indexOf('/')
    const endpoint = await loaders.endpoint.load(id.slice(0, slash))
    return endpoint?.variants.find(({ name }) => name === id.slice(slash + 1)) ?? null
  },
  id: ({ endpoint, name }) => `${endpoint}/${name}`,
  endpoint: async ({ endpoint }, _, { loaders }) => {
    const found = await loaders.endpoint.load(endpoint)
    if (found) return found
    throw new DomainError('NOT_FOUND', `endpoint ${endpoint} was deleted meanwhile`)
  },
  desiredVersion: ({ desired }) => versionStub(desired),
  desiredRevision: ({ desired }) => desired?.revision ?? null,
  liveVersion: ({ live }) => versionStub(live),
  liveRevision: ({ live }) => live?.revision ?? null,
  partitionCount: ({ live }) => live?.partitionCount ?? null,
  liveSince: ({ live }) => live?.since ?? null,
}
