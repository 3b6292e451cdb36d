import type { Resolvers } from '../generated/graphql.ts'
import { Endpoint } from './endpoint.ts'
import { Model, ModelVersion } from './model.ts'
import { Mutation } from './mutation.ts'
import { Prediction } from './prediction.ts'
import { Query } from './query.ts'
import { Rollout } from './rollout.ts'
import { Variant } from './variant.ts'

export const resolvers: Resolvers = {
  Query,
  Mutation,
  Endpoint,
  Variant,
  Rollout,
  Prediction,
  Model,
  ModelVersion,
}
