import type { Resolvers } from '../generated/graphql.ts'
import { Alert, Silence } from './alert.ts'
import { Endpoint } from './endpoint.ts'
import { PartitionDegradation, PartitionDrift, PartitionFault } from './findings.ts'
import { FleetPerformance } from './fleet-performance.ts'
import { Monitor } from './monitor.ts'
import { Mutation } from './mutation.ts'
import { PartitionPerformance } from './partition-performance.ts'
import { Query } from './query.ts'
import { DataQualityReport, DriftReport, PerformanceReport } from './reports.ts'

export const resolvers: Resolvers & Required<Pick<Resolvers, 'Query' | 'Mutation'>> = {
  Query,
  Mutation,
  Endpoint,
  Monitor,
  FleetPerformance,
  PartitionPerformance,
  DriftReport,
  PerformanceReport,
  DataQualityReport,
  PartitionDrift,
  PartitionDegradation,
  PartitionFault,
  Alert,
  Silence,
}
