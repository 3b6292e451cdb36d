import type { ApprovalPolicy } from './model.ts'
import type { Gate } from './model-version.ts'

/** What a proposal shows of itself to the policy. */
export type Proposal = {
  gate: Gate | null
  /** Proposed partitions by the verdict on them. */
  proposedWorse: number
  proposedTooLittleData: number
  removed: number
}

export type PolicyDecision = {
  outcome: 'approve' | 'reject' | 'ask'
  reason: string
  exceptions: string[]
}

/** Who decides on a proposal, and what is worth a person's look. */
export function decideByPolicy(policy: ApprovalPolicy, proposal: Proposal): PolicyDecision {
  const exceptions = findExceptions(proposal)
  if (policy === 'ALWAYS') {
    return { outcome: 'ask', reason: 'the policy asks a person for every version', exceptions }
  }
  if (policy === 'EXCEPTIONS') {
    return exceptions.length > 0
      ? { outcome: 'ask', reason: `the policy asks a person: ${exceptions.join('; ')}`, exceptions }
      : { outcome: 'approve', reason: 'the gate passed without exceptions', exceptions }
  }
  if (proposal.gate && !proposal.gate.fleetPassed) {
    return { outcome: 'reject', reason: 'the gate failed for the fleet', exceptions }
  }
  return { outcome: 'approve', reason: 'the policy asks nobody', exceptions }
}

function findExceptions({ gate, proposedWorse, proposedTooLittleData, removed }: Proposal): string[] {
  const exceptions: string[] = []
  if (!gate) exceptions.push('no gate compared it')
  if (gate && !gate.fleetPassed) exceptions.push('the gate failed for the fleet')
  if (gate && gate.worse > 0) exceptions.push(`${count(gate.worse, 'partition')} came out worse`)
  if (proposedWorse > 0) exceptions.push(`${count(proposedWorse, 'worse partition')} proposed all the same`)
  if (proposedTooLittleData > 0) {
    exceptions.push(`${count(proposedTooLittleData, 'partition')} with too little data for the gate proposed`)
  }
  if (removed > 0) exceptions.push(`${count(removed, 'partition')} removed`)
  return exceptions
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

/** Who decides on a version derived from the champion with partitions pinned, freed or rolled back by a person. */
export function decideOnDerived(policy: ApprovalPolicy): PolicyDecision {
  if (policy === 'ALWAYS') {
    return { outcome: 'ask', reason: 'the policy asks a person for every version', exceptions: [] }
  }
  return { outcome: 'approve', reason: 'its artifacts were approved before', exceptions: [] }
}
