import type { GraphqlClient } from '@headway/client/graphql-client'

/** What monitoring found in one window that is closed for good. */
export type ReportSeen = {
  id: string
  windowStart: string
  windowEnd: string
  /** Partitions with enough data to be tested. */
  testedCount: number
  /** Partitions with a finding that other windows do not confirm yet. */
  suspectedCount: number
  /** Partitions with a confirmed finding: what is told on the bus. */
  affectedCount: number
}

export type ReportKind = 'driftReports' | 'performanceReports'

/** The final reports of a kind on an endpoint, the newest first. */
export async function listReports(
  operator: GraphqlClient,
  endpoint: string,
  kind: ReportKind,
): Promise<ReportSeen[]> {
  const { monitor } = await operator.request<{
    monitor: { reports: { nodes: (ReportSeen & { isFinal: boolean })[] } } | null
  }>(
    `query ($endpoint: String!) {
      monitor(endpoint: $endpoint) {
        reports: ${kind}(first: 50) {
          nodes { id windowStart windowEnd isFinal testedCount suspectedCount affectedCount }
        }
      }
    }`,
    { endpoint },
  )
  return monitor?.reports.nodes.filter(({ isFinal }) => isFinal) ?? []
}

export type AlertSeen = {
  id: string
  kind: 'DRIFT' | 'PERFORMANCE' | 'DATA_QUALITY'
  check: string | null
  severity: string
  title: string
  partitionCount: number
  windowStart: string
}

/** The alerts of an endpoint, the newest first. */
export async function listAlerts(operator: GraphqlClient, endpoint: string): Promise<AlertSeen[]> {
  const { alerts } = await operator.request<{ alerts: { nodes: AlertSeen[] } }>(
    `query ($endpoint: String!) {
      alerts(endpoint: $endpoint, first: 50) { nodes { id kind check severity title partitionCount windowStart } }
    }`,
    { endpoint },
  )
  return alerts.nodes
}
