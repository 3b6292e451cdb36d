import type {
  PartitionDegradationResolvers,
  PartitionDriftResolvers,
  PartitionFaultResolvers,
} from '../generated/graphql.ts'

export const PartitionDrift: PartitionDriftResolvers = {
  feature: ({ detail }) => detail.feature,
  featureCount: ({ detail }) => detail.featureCount,
  statistic: ({ detail }) => detail.statistic,
  distance: ({ detail }) => detail.distance,
  stabilityIndex: ({ detail }) => detail.stabilityIndex,
  meanDifference: ({ detail }) => detail.meanDifference,
  count: ({ detail }) => detail.count,
  effectiveCount: ({ detail }) => detail.effectiveCount,
  windows: ({ detail }) => detail.windows,
  windowPValue: ({ detail }) => detail.windowPValue,
  pValue: ({ detail }) => detail.pValue,
  qValue: ({ detail }) => detail.qValue,
}

export const PartitionDegradation: PartitionDegradationResolvers = {
  version: ({ detail }) => ({ id: detail.versionId }),
  count: ({ detail }) => detail.count,
  meanAbsoluteError: ({ detail }) => detail.meanAbsoluteError,
  gateMeanAbsoluteError: ({ detail }) => detail.gateMeanAbsoluteError,
  ratio: ({ detail }) => detail.ratio,
  excess: ({ detail }) => detail.excess,
  windows: ({ detail }) => detail.windows,
  statistic: ({ detail }) => detail.statistic,
  pValue: ({ detail }) => detail.pValue,
  qValue: ({ detail }) => detail.qValue,
}

export const PartitionFault: PartitionFaultResolvers = {
  check: ({ check }) => check as NonNullable<typeof check>,
  feature: ({ detail }) => detail.feature,
  value: ({ detail }) => detail.value,
  expected: ({ detail }) => detail.expected,
}
