import { DomainError } from '@headway/kit/errors'
import type { FeatureSketch } from '../domain/feature-sketch.ts'
import { binCount, edgeCount } from '../domain/histogram.ts'
import type { TrainingProfile } from '../domain/training-profile.ts'
import type { MonitorResolvers } from '../generated/graphql.ts'
import { listFeatureSketches } from '../store/feature-sketches.ts'
import { countWaiting } from '../store/outcomes.ts'
import { listFleetPerformance, listPartitionPerformance } from '../store/performance-windows.ts'
import { findTrainingProfile } from '../store/reference-profiles.ts'
import { listReports } from '../store/reports.ts'

export const Monitor: MonitorResolvers = {
  __resolveReference: ({ endpoint }, { loaders }) => loaders.monitor.load(endpoint.name),
  endpoint: ({ endpoint }) => ({ name: endpoint }),
  liveVersion: ({ liveVersionId }) => (liveVersionId === null ? null : { id: liveVersionId }),
  waitingOutcomeCount: ({ endpoint }, _, { db }) => countWaiting(db, endpoint),
  driftReports: ({ endpoint }, { affected, ...args }, { db }) =>
    listReports(db, endpoint, 'DRIFT', { affectedOnly: affected ?? false }, args),
  performanceReports: ({ endpoint }, { affected, ...args }, { db }) =>
    listReports(db, endpoint, 'PERFORMANCE', { affectedOnly: affected ?? false }, args),
  dataQualityReports: ({ endpoint }, { affected, ...args }, { db }) =>
    listReports(db, endpoint, 'DATA_QUALITY', { affectedOnly: affected ?? false }, args),
  fleetPerformance: ({ endpoint }, args, { db }) => listFleetPerformance(db, endpoint, args),
  performance: (monitor, { partitionPrefix, window, ...args }, { db }) =>
    listPartitionPerformance(
      db,
      monitor,
      { partitionPrefix: partitionPrefix ?? undefined, window: window ?? undefined },
      args,
    ),
  reference: async ({ model }, { partition }, { db }) => {
    const profile = await findTrainingProfile(db, model, partition)
    return profile ? profile.features.map((_, index) => featureReference(profile, index)) : []
  },
  windows: async ({ endpoint, model }, { partition, feature, ...args }, { db }) => {
    const profile = await findTrainingProfile(db, model, partition)
    // A partition without a profile has no windows either.
    const index = profile ? featureIndex(profile, feature) : 0
    const found = await listFeatureSketches(db, endpoint, partition, args)
    return {
      ...found,
      nodes: found.nodes.map((node) => featureWindow(node, index)),
      edges: found.edges.map(({ cursor, node }) => ({ cursor, node: featureWindow(node, index) })),
    }
  },
}

function featureIndex({ features, partition }: TrainingProfile, feature: string): number {
  const index = features.indexOf(feature)
  if (index >= 0) return index
  throw new DomainError('NOT_FOUND', `partition ${partition} has no feature ${feature}`, {
    field: 'feature',
    value: feature,
    expected: `one of ${features.join(', ')}`,
  })
}

function featureReference(profile: TrainingProfile & { versionId: string }, index: number) {
  return {
    feature: profile.features[index] as string,
    version: { id: profile.versionId },
    count: profile.count,
    mean: profile.means[index] as number,
    standardDeviation: profile.deviations[index] as number,
    edges: profile.edges.slice(index * edgeCount, (index + 1) * edgeCount),
    counts: profile.counts.slice(index * binCount, (index + 1) * binCount),
    dayCorrelation: profile.correlations[index] as number,
  }
}

function featureWindow(sketch: FeatureSketch, index: number) {
  const missingCount = sketch.missing[index] as number
  return {
    windowStart: new Date(sketch.windowStartMs),
    referenceVersion: { id: sketch.referenceVersionId },
    count: sketch.count,
    mean: (sketch.sums[index] as number) / Math.max(1, sketch.count - missingCount),
    counts: Array.from(sketch.counts.subarray(index * binCount, (index + 1) * binCount)),
    missingCount,
  }
}
