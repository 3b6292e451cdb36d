import type { GraphqlClient } from '@headway/client/graphql-client'

/** What monitoring found in one closed window. */
export type ReportSeen = {
  id: string
  windowStart: string
  windowEnd: string
  testedCount: number
  /** Partitions that are affected. */
  partitionCount: number
  /** Whether it was told on the bus: found in several windows, after correction. */
  confirmed: boolean
}

export type ReportKind = 'driftReports' | 'performanceReports' | 'dataQualityReports'

/** The reports of a kind on an endpoint, the newest first. */
export async function listReports(
  operator: GraphqlClient,
  endpoint: string,
  kind: ReportKind,
): Promise<ReportSeen[]> {
  const { monitor } = await operator.request<{ monitor: { reports: { nodes: ReportSeen[] } } | null }>(
    `query ($endpoint: String!) {
      monitor(endpoint: $endpoint) {
        reports: ${kind}(first: 50) { nodes { id windowStart windowEnd testedCount partitionCount confirmed } }
      }
    }`,
    { endpoint },
  )
  return monitor?.reports.nodes ?? []
}

export type AlertSeen = {
  id: string
  kind: 'DRIFT' | 'PERFORMANCE' | 'DATA_QUALITY'
  check: string | null
  severity: string
  title: string
  partitionCount: number
}

/** The alerts of an endpoint, the newest first. */
export async function listAlerts(operator: GraphqlClient, endpoint: string): Promise<AlertSeen[]> {
  const { alerts } = await operator.request<{ alerts: { nodes: AlertSeen[] } }>(
    `query ($endpoint: String!) {
      alerts(endpoint: $endpoint, first: 50) { nodes { id kind check severity title partitionCount } }
    }`,
    { endpoint },
  )
  return alerts.nodes
}
