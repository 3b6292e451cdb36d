import { primaryOf } from '../domain/endpoint.ts'
import { versionStub } from '../domain/stubs.ts'
import type { EndpointResolvers } from '../generated/graphql.ts'
import { pageRollouts } from '../store/rollouts.ts'

export const Endpoint: EndpointResolvers = {
  __resolveReference: async ({ name }, { loaders }) => (await loaders.endpoint.load(name)) ?? null,
  model: ({ model }) => ({ name: model }),
  liveVersion: ({ variants }) => versionStub(primaryOf(variants)?.live ?? null),
  revision: ({ variants }) => primaryOf(variants)?.live?.revision ?? null,
  partitionCount: ({ variants }) => primaryOf(variants)?.live?.partitionCount ?? null,
  residentArtifactCount: ({ name }, _, { fleet }) => fleet.artifactCount(name),
  rollouts: ({ name }, args, { db }) => pageRollouts(db, { endpoint: name }, args),
}
