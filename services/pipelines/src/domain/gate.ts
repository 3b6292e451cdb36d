export type GateOutcome = 'BETTER' | 'NON_INFERIOR' | 'WORSE' | 'TOO_LITTLE_DATA'

export type GateSummary = {
  better: number
  nonInferior: number
  worse: number
  tooLittleData: number
  fleetPassed: boolean
  reasons: string[]
  verdictsDigest: string
}

export type GateVerdict = {
  partition: string
  outcome: GateOutcome
  accepted: boolean
  reason: string | null
  samples: number
  losses: Record<string, number>
  comparisons: unknown
}
