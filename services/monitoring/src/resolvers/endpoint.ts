import type { EndpointResolvers } from '../generated/graphql.ts'

/** Serving's endpoint, known here by its name alone. */
export type EndpointReference = { name: string }

export const Endpoint: EndpointResolvers = {
  __resolveReference: ({ name }) => ({ name }),
  monitor: ({ name }, _, { loaders }) => loaders.monitor.load(name),
}
