import { versionStub } from '../domain/stubs.ts'
import type { RolloutResolvers } from '../generated/graphql.ts'

export const Rollout: RolloutResolvers = {
  __resolveReference: async ({ id }, { loaders }) => (await loaders.rollout.load(id)) ?? null,
  endpoint: async ({ endpoint }, _, { loaders }) => (await loaders.endpoint.load(endpoint)) ?? null,
  endpointName: ({ endpoint }) => endpoint,
  version: (rollout) => versionStub(rollout),
  previousVersion: ({ previousVersionId }) => (previousVersionId === null ? null : { id: previousVersionId }),
  toLoadCount: async ({ id }, _, { loaders }) =>
    sum((await loaders.rolloutReplicas.load(id)).map(({ toLoadCount }) => toLoadCount)),
  loadedCount: async ({ id }, _, { loaders }) =>
    sum((await loaders.rolloutReplicas.load(id)).map(({ loadedCount }) => loadedCount)),
  replicas: ({ id }, _, { loaders }) => loaders.rolloutReplicas.load(id),
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
