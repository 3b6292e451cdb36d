import type { Stage } from './scene.ts'

/** Tells the partitions of a report that changed most. */
export async function tellWorst(
  { world, tell }: Stage,
  kind: 'monitoring.drift.detected' | 'monitoring.performance.degraded',
  report: string,
): Promise<void> {
  const field = kind === 'monitoring.drift.detected' ? 'driftReports' : 'performanceReports'
  const { monitor } = await world.operator.request<{
    monitor: { reports: { nodes: { id: string; partitions: { nodes: WorstSeen[] } }[] } } | null
  }>(
    `query ($endpoint: String!) {
      monitor(endpoint: $endpoint) {
        reports: ${field}(first: 50) {
          nodes { id partitions(first: 5) { nodes { partition feature statistic effect pValue qValue } } }
        }
      }
    }`,
    { endpoint: world.model },
  )
  const found = monitor?.reports.nodes.find(({ id }) => id === report)
  for (const { partition, feature, effect, qValue } of found?.partitions.nodes ?? []) {
    tell.add(
      `${partition.padEnd(24)} ${feature ?? 'error'}: effect ${effect.toFixed(2)}, q ${qValue.toExponential(1)}`,
    )
  }
}

type WorstSeen = { partition: string; feature: string | null; effect: number; qValue: number }
