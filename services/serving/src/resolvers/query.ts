import { describeReplica } from '../commands/describe-replica.ts'
import { predict } from '../commands/predict.ts'
import type { QueryResolvers } from '../generated/graphql.ts'
import { pageEndpoints } from '../store/endpoints.ts'
import { pageRollouts } from '../store/rollouts.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export const Query: QueryResolvers = {
  servingReplica: (_, __, context) => describeReplica(context),
  endpoint: async (_, { name }, { loaders }) => (await loaders.endpoint.load(name)) ?? null,
  endpoints: (_, args, { db }) => pageEndpoints(db, null, args),
  rollout: async (_, { id }, { loaders }) =>
    uuid.test(id) ? ((await loaders.rollout.load(id)) ?? null) : null,
  rollouts: (_, args, { db }) => pageRollouts(db, { endpoint: args.endpoint ?? null }, args),
  predict: (_, { input }, context) =>
    predict(context, {
      endpoint: input.endpoint,
      versionId: input.versionId ?? null,
      partitions: input.partitions ?? null,
      features: {
        kind: 'columns',
        columns: input.features,
      },
      subjectIds: input.subjectIds ?? null,
      predictedAt: input.predictedAt ?? null,
      minimumRevision: input.minimumRevision ?? null,
      strict: input.strict ?? false,
      log: input.log ?? true,
    }),
}
