export type GateOutcome = 'BETTER' | 'NON_INFERIOR' | 'WORSE' | 'TOO_LITTLE_DATA'

export type GateSummary = {
  better: number
  nonInferior: number
  worse: number
  tooLittleData: number
  fleetPassed: boolean
  reasons: string[]
  verdictsDigest: string
  /** Mean losses over all partitions that were judged, against every predictor on its rows. */
  fleet: FleetLoss[]
}

export type FleetLoss = {
  predictor: string
  partitions: number
  samples: number
  loss: number
  challenger: number
  candidate: number
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
