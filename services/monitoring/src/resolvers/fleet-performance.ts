import { summarise } from '../domain/error-summary.ts'
import type { FleetPerformanceResolvers } from '../generated/graphql.ts'

export const FleetPerformance: FleetPerformanceResolvers = {
  count: ({ errors }) => errors.count,
  meanAbsoluteError: ({ errors }) => summarise(errors).meanAbsoluteError,
  meanError: ({ errors }) => summarise(errors).meanError,
  rootMeanSquareError: ({ errors }) => summarise(errors).rootMeanSquareError,
  fallbackShare: ({ errors }) => summarise(errors).fallbackShare,
}
