import type { Resolvers } from '../generated/graphql.ts'
import { Endpoint } from './endpoint.ts'
import { FleetPerformance } from './fleet-performance.ts'
import { Monitor } from './monitor.ts'
import { Mutation } from './mutation.ts'
import { PartitionPerformance } from './partition-performance.ts'
import { Query } from './query.ts'

export const resolvers: Resolvers & Required<Pick<Resolvers, 'Query' | 'Mutation'>> = {
  Query,
  Mutation,
  Endpoint,
  Monitor,
  FleetPerformance,
  PartitionPerformance,
}
