import { fail, type Stage, until } from './scene.ts'
import { findVersion, type VersionSeen } from './versions.ts'

/**
 * Waits until a version is approved: by the policy, or, where the policy leaves it to a person, by the narrator in the
 * approver's place, who looks at what the gate said first. Tells who decided and why.
 */
export async function approveVersion(stage: Stage, id: string): Promise<VersionSeen> {
  const { world, tell } = stage
  const version = await until(stage, `${id} is decided on`, async (note) => {
    const seen = await findVersion(world.operator, id)
    if (!seen) return undefined
    note(`${id} is ${seen.state}`)
    if (seen.state === 'REJECTED')
      fail(stage, `${id} was rejected: ${seen.approval?.reason ?? 'no reason given'}`)
    if (seen.state === 'APPROVED') return seen
    if (seen.needsApproval) await approve(stage, seen)
    return undefined
  })
  const { approval } = version
  if (approval) tell.say(`${id} approved by ${approval.decidedBy}: ${approval.reason}`)
  return version
}

async function approve({ world, tell }: Stage, version: VersionSeen): Promise<void> {
  const exceptions = version.exceptions.join('; ') || 'none given'
  tell.say(`${version.id} needs a person, not ${version.requestedBy} who asked for it: ${exceptions}`)
  const { gate } = version
  const found = gate
    ? `${gate.better} partitions better, ${gate.nonInferior} non-inferior, ${gate.worse} worse kept as they were; the fleet ${gate.fleetPassed ? 'passed' : 'did not pass'}`
    : 'there was no gate'
  await world.approver.request(
    `mutation ($id: ID!, $reason: String!) { approveModelVersion(id: $id, reason: $reason) { id } }`,
    { id: version.id, reason: `approved on the command line in the story: ${found}` },
  )
  tell.add("the narrator acts as the approver here, with the approver's token")
}
