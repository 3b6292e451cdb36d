import type { ReportKind } from './monitor-reports.ts'
import type { Stage } from './scene.ts'

const measures = {
  driftReports: 'feature distance',
  performanceReports: 'meanAbsoluteError gateMeanAbsoluteError ratio',
} as const

type WorstSeen = {
  partition: string
  qValue: number
  feature?: string
  distance?: number
  meanAbsoluteError?: number
  gateMeanAbsoluteError?: number
  ratio?: number
}

/** Tells the partitions of a report that changed most. */
export async function tellWorst({ world, tell }: Stage, kind: ReportKind, report: string): Promise<void> {
  const query = kind === 'driftReports' ? 'driftReport' : 'performanceReport'
  const answer = await world.operator.request<{ report: { partitions: { nodes: WorstSeen[] } } | null }>(
    `query ($id: ID!) {
      report: ${query}(id: $id) {
        partitions(confirmed: true, first: 5) { nodes { partition qValue ${measures[kind]} } }
      }
    }`,
    { id: report },
  )
  for (const worst of answer.report?.partitions.nodes ?? []) {
    tell.add(`${worst.partition.padEnd(20)} ${finding(worst)}, q ${worst.qValue.toExponential(1)}`)
  }
}

function finding({ feature, distance, meanAbsoluteError, gateMeanAbsoluteError, ratio }: WorstSeen): string {
  return feature === undefined
    ? `mean error ${meanAbsoluteError?.toFixed(1)} s, ${gateMeanAbsoluteError?.toFixed(1)} s at the gate (×${ratio?.toFixed(2)})`
    : `${feature} is distributed otherwise, distance ${distance?.toFixed(2)}`
}
