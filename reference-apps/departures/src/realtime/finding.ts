/** A rule of the GTFS-Realtime validator (its published number) that a feed breaks, and where. */
export type Finding = {
  rule: string
  severity: 'error' | 'warning'
  feed: FeedName
  message: string
  /** Id of the entity; null for the header. */
  entity: string | null
  tripId?: string | undefined
  vehicleId?: string | undefined
  stopSequence?: number | undefined
}

export type FeedName = 'trip updates' | 'vehicle positions' | 'alerts'

/** Findings by rule, errors first and the most frequent before the rest. */
export function findingsByRule(findings: readonly Finding[]): { rule: string; findings: Finding[] }[] {
  const groups = [...Map.groupBy(findings, ({ rule }) => rule)]
  return groups
    .map(([rule, group]) => ({ rule, findings: group }))
    .sort(
      (a, b) => a.rule.slice(0, 1).localeCompare(b.rule.slice(0, 1)) || b.findings.length - a.findings.length,
    )
}
