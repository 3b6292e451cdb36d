/** A decision on a version. */
export type Approval = {
  versionRef: number
  decision: 'APPROVED' | 'REJECTED'
  /** A person, or `policy`. */
  decidedBy: string
  requestedBy: string
  reason: string
  decidedAt: Date
}
