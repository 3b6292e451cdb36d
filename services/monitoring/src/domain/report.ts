import type { QualityCheck } from './quality-check.ts'

export type ReportKind = 'DRIFT' | 'PERFORMANCE' | 'DATA_QUALITY'

/** What the tests of one kind said of one window. */
export type Report = {
  id: string
  endpoint: string
  model: string
  kind: ReportKind
  /** The version that was live when the window was tested. */
  versionId: string | null
  windowStart: Date
  windowEnd: Date
  createdAt: Date
  /** False where the window was still open: a look, which raises nothing. */
  isFinal: boolean
  /** Declared share of false discoveries. */
  rate: number
  /** Partitions that had enough rows, and those left out because their data failed a check of quality. */
  testedCount: number
  leftOutCount: number
  /** Partitions with a finding that earlier windows do not confirm yet. */
  suspectedCount: number
  /** Partitions with a finding that is told. */
  affectedCount: number
  /** All results, Parquet; all affected partitions, headway.partitions/1. */
  resultsDigest: string | null
  partitionsDigest: string | null
  fleet: FleetNumbers
}

/** Numbers of the whole fleet, as far as its kind of report has them. */
export type FleetNumbers = {
  features?: { feature: string; testedCount: number; medianDistance: number; inflation: number }[]
  medianRatio?: number
  sharedRatio?: number
  inflation?: number
  checks?: { check: QualityCheck; affectedCount: number }[]
}

/** One partition of a report, worst first by `rank`. */
export type Finding = {
  rank: number
  partition: string
  check: QualityCheck | null
  isConfirmed: boolean
  detail: DriftDetail | PerformanceDetail | FaultDetail
}

export type DriftDetail = {
  kind: 'DRIFT'
  /** The feature with the least q-value, and how many features of the partition have a finding. */
  feature: string
  featureCount: number
  statistic: number
  distance: number
  stabilityIndex: number
  meanDifference: number | null
  count: number
  effectiveCount: number
  windows: number
  windowPValue: number
  pValue: number
  qValue: number
}

export type PerformanceDetail = {
  kind: 'PERFORMANCE'
  versionId: string
  count: number
  meanAbsoluteError: number
  gateMeanAbsoluteError: number
  ratio: number
  excess: number
  windows: number
  statistic: number
  pValue: number
  qValue: number
}

export type FaultDetail = { kind: 'DATA_QUALITY'; feature: string | null; value: number; expected: number }
