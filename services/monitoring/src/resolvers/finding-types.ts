import type { DriftDetail, FaultDetail, Finding, PerformanceDetail } from '../domain/report.ts'

export type DriftFinding = Finding & { detail: DriftDetail }
export type PerformanceFinding = Finding & { detail: PerformanceDetail }
export type FaultFinding = Finding & { detail: FaultDetail }
