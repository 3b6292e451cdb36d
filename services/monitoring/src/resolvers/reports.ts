import { qualityChecks } from '../domain/quality-check.ts'
import type { DriftDetail, FaultDetail, PerformanceDetail, Report } from '../domain/report.ts'
import type {
  DataQualityReportResolvers,
  DriftReportResolvers,
  PerformanceReportResolvers,
} from '../generated/graphql.ts'
import { listFindings } from '../store/findings.ts'
import { monitorOf } from './monitor-of.ts'
import { reportOf } from './query.ts'

const common = {
  monitor: monitorOf,
  version: ({ versionId }: Report) => (versionId === null ? null : { id: versionId }),
  results: ({ resultsDigest }: Report) => artifact(resultsDigest),
  partitionsFile: ({ partitionsDigest }: Report) => artifact(partitionsDigest),
}

export const DriftReport: DriftReportResolvers = {
  ...common,
  __resolveReference: ({ id }, { loaders }) => reportOf(loaders, id, 'DRIFT'),
  fleetShifts: ({ fleet }) => fleet.features ?? [],
  partitions: ({ id }, { confirmed, partitionPrefix, ...args }, { db }) =>
    listFindings<DriftDetail>(
      db,
      id,
      { confirmedOnly: confirmed ?? false, prefix: partitionPrefix ?? undefined },
      args,
    ),
}

export const PerformanceReport: PerformanceReportResolvers = {
  ...common,
  __resolveReference: ({ id }, { loaders }) => reportOf(loaders, id, 'PERFORMANCE'),
  medianRatio: ({ fleet }) => fleet.medianRatio ?? null,
  sharedRatio: ({ fleet }) => fleet.sharedRatio ?? null,
  partitions: ({ id }, { confirmed, partitionPrefix, ...args }, { db }) =>
    listFindings<PerformanceDetail>(
      db,
      id,
      { confirmedOnly: confirmed ?? false, prefix: partitionPrefix ?? undefined },
      args,
    ),
}

export const DataQualityReport: DataQualityReportResolvers = {
  ...common,
  __resolveReference: ({ id }, { loaders }) => reportOf(loaders, id, 'DATA_QUALITY'),
  checks: ({ fleet }) => fleet.checks ?? qualityChecks.map((check) => ({ check, affectedCount: 0 })),
  faults: ({ id }, { check, partitionPrefix, ...args }, { db }) =>
    listFindings<FaultDetail>(
      db,
      id,
      { check: check ?? undefined, prefix: partitionPrefix ?? undefined },
      args,
    ),
}

function artifact(digest: string | null) {
  return digest === null ? null : { digest }
}
