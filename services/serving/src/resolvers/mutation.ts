import { createEndpoint } from '../commands/create-endpoint.ts'
import { deleteEndpoint } from '../commands/delete-endpoint.ts'
import { defaultVariants } from '../domain/endpoint.ts'
import type { MutationResolvers } from '../generated/graphql.ts'

export const Mutation: MutationResolvers = {
  createEndpoint: (_, { input }, context) =>
    createEndpoint(context, {
      name: input.name,
      model: input.model,
      logShare: input.logShare ?? 1,
      variants:
        input.variants?.map(({ name, role, alias }) => ({ name: name ?? role.toLowerCase(), role, alias })) ??
        defaultVariants,
    }),
  deleteEndpoint: (_, { name }, context) => deleteEndpoint(context, name),
}
