import type { QueryResolvers } from '../generated/graphql.ts'
import { listMonitors } from '../store/monitors.ts'

export const Query: QueryResolvers = {
  monitor: (_, { endpoint }, { loaders }) => loaders.monitor.load(endpoint),
  monitors: (_, args, { db }) => listMonitors(db, args),
}
