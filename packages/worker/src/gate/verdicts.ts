import type { JudgedLoss } from './compare-judged.ts'
import type { Judgement } from './judge.ts'
import type { FleetJudgement } from './judge-fleet.ts'

export type GateSummary = {
  better: number
  nonInferior: number
  worse: number
  tooLittleData: number
  fleetPassed: boolean
}

/** What a gate writes (headway.verdicts/1): one entry for every trained partition, in the order of canonical keys. */
export type GateVerdicts = {
  format: 'headway.verdicts/1'
  /** Name of the loss. */
  metric: string
  /** Whether a fleet that failed ends the run. */
  onFleetFailure: 'stop' | 'propose'
  summary: GateSummary
  fleet: FleetJudgement & { judged: JudgedLoss[] }
  partitions: ({ key: string[] } & Judgement)[]
}
