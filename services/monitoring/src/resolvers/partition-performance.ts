import { summarise } from '../domain/error-summary.ts'
import type { PartitionPerformanceResolvers } from '../generated/graphql.ts'

export const PartitionPerformance: PartitionPerformanceResolvers = {
  version: ({ versionId }) => ({ id: versionId }),
  count: ({ errors }) => errors.count,
  meanAbsoluteError: ({ errors }) => summarise(errors).meanAbsoluteError,
  meanError: ({ errors }) => summarise(errors).meanError,
  rootMeanSquareError: ({ errors }) => summarise(errors).rootMeanSquareError,
  fallbackShare: ({ errors }) => summarise(errors).fallbackShare,
  ratioToGate: ({ errors, gateMeanAbsoluteError }) =>
    gateMeanAbsoluteError ? summarise(errors).meanAbsoluteError / gateMeanAbsoluteError : null,
}
