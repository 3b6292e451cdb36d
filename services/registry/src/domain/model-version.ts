import { DomainError } from '@headway/kit/errors'

export type ModelVersionState = 'CANDIDATE' | 'APPROVED' | 'REJECTED'

export type ModelVersionOrigin = 'PROPOSED' | 'REBASED' | 'PINNED' | 'UNPINNED' | 'ROLLED_BACK'

/** What the gate counted, as the run says. */
export type Gate = {
  better: number
  nonInferior: number
  worse: number
  tooLittleData: number
  fleetPassed: boolean
  verdictsDigest: string
}

export type MetricSummary = {
  count: number
  mean: number
  min: number
  median: number
  p90: number
  max: number
}

export type VersionSummary = {
  partitionCount: number
  changedCount: number
  inheritedCount: number
  removedCount: number
  pinnedCount: number
  artifactCount: number
  artifactBytes: number
  verdicts: { better: number; nonInferior: number; worse: number; tooLittleData: number; none: number }
  primaryMetric: MetricSummary | null
}

/** What a version is made from: everything but its number, partitions and decision. */
export type NewModelVersion = {
  origin: ModelVersionOrigin
  parentRef: number | null
  rebasedFromRef: number | null
  run: string | null
  requestedBy: string
  idempotencyKey: string | null
  proposedManifestDigest: string | null
  environmentDigest: string | null
  code: string | null
  datasetVersions: string[]
  /** Tables of how the features were distributed in training, the newest last. */
  profiles: string[]
  metrics: Record<string, number>
  gate: Gate | null
  needsApproval: boolean
  exceptions: string[]
  conflicts: string[]
}

export type ModelVersion = NewModelVersion & {
  /** The row of the version, inside this service. */
  ref: number
  id: string
  model: string
  modelRef: number
  number: number
  state: ModelVersionState
  createdAt: Date
  manifestDigest: string
  summary: VersionSummary
}

/** Who decides: a person by id, or the model's approval policy. */
export type Decider = { kind: 'person'; id: string } | { kind: 'policy' }

export function deciderName(decider: Decider): string {
  return decider.kind === 'policy' ? 'policy' : decider.id
}

/** The version as approved. FAILED_PRECONDITION unless it is a candidate; PERMISSION_DENIED for whoever asked for it. */
export function approve(version: ModelVersion, decider: Decider): ModelVersion {
  refuseDecided(version)
  if (decider.kind === 'person' && decider.id === version.requestedBy) {
    throw new DomainError('PERMISSION_DENIED', `${decider.id} cannot approve a version they asked for`, {
      field: 'id',
      value: version.id,
      expected: `an approver other than ${version.requestedBy}`,
    })
  }
  return { ...version, state: 'APPROVED' }
}

/** The version as rejected. FAILED_PRECONDITION unless it is a candidate. Whoever asked for a version may withdraw it. */
export function reject(version: ModelVersion): ModelVersion {
  refuseDecided(version)
  return { ...version, state: 'REJECTED' }
}

function refuseDecided(version: ModelVersion): void {
  if (version.state === 'CANDIDATE') return
  throw new DomainError(
    'FAILED_PRECONDITION',
    `model version ${version.id} is ${version.state.toLowerCase()} already`,
    { field: 'id', value: version.state, expected: 'CANDIDATE' },
  )
}
