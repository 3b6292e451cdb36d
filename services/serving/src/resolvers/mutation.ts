import { createEndpoint } from '../commands/create-endpoint.ts'
import { deleteEndpoint } from '../commands/delete-endpoint.ts'
import { setEndpointEngine } from '../commands/set-endpoint-engine.ts'
import { setVariantWeight } from '../commands/set-variant-weight.ts'
import { defaultVariants } from '../domain/endpoint.ts'
import type { MutationResolvers } from '../generated/graphql.ts'

export const Mutation: MutationResolvers = {
  createEndpoint: (_, { input }, context) =>
    createEndpoint(context, {
      name: input.name,
      model: input.model,
      logShare: input.logShare ?? 1,
      variants:
        input.variants?.map(({ name, role, alias, weight }) => ({
          name: name ?? role.toLowerCase(),
          role,
          alias,
          weight: weight ?? (role === 'SHADOW' ? 1 : null),
        })) ?? defaultVariants,
    }),
  setEndpointEngine: (_, { name, engine }, context) => setEndpointEngine(context, name, engine ?? null),
  setVariantWeight: (_, { endpoint, variant, weight }, context) =>
    setVariantWeight(context, endpoint, variant, weight),
  deleteEndpoint: (_, { name }, context) => deleteEndpoint(context, name),
}
