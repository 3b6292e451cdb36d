import { fail, type Stage, until } from './scene.ts'
import { findVersion, type VersionSeen } from './versions.ts'

/**
 * Waits until a version is decided on: by the policy, or, where the policy leaves it to a person, by the narrator in the
 * approver's place, who lets through what passed its gate and refuses what did not. Tells who decided and why.
 */
export async function decideOnVersion(stage: Stage, id: string): Promise<VersionSeen> {
  const { world, tell } = stage
  const version = await until(stage, `${id} is decided on`, async (note) => {
    const seen = await findVersion(world.operator, id)
    if (!seen) return undefined
    note(`${id} is ${seen.state}`)
    if (seen.state !== 'CANDIDATE') return seen
    if (seen.needsApproval) await decide(stage, seen)
    return undefined
  })
  const { approval } = version
  if (approval) tell.say(`${id} ${version.state.toLowerCase()} by ${approval.decidedBy}: ${approval.reason}`)
  return version
}

/** As `decideOnVersion`; a version that is refused fails the scene. */
export async function approveVersion(stage: Stage, id: string): Promise<VersionSeen> {
  const version = await decideOnVersion(stage, id)
  if (version.state === 'APPROVED') return version
  return fail(stage, `${id} was refused: ${version.approval?.reason ?? 'no reason given'}`)
}

async function decide({ world, tell }: Stage, version: VersionSeen): Promise<void> {
  const { id, requestedBy, exceptions, gate } = version
  tell.say(
    `${id} needs a person, not ${requestedBy} who asked for it: ${exceptions.join('; ') || 'no reason given'}`,
  )
  const found = gate
    ? `${gate.better} partitions better, ${gate.nonInferior} non-inferior, ${gate.worse} worse kept as they were`
    : 'there was no gate'
  const isGood = gate?.fleetPassed ?? false
  const mutation = isGood ? 'approveModelVersion' : 'rejectModelVersion'
  await world.approver.request(
    `mutation ($id: ID!, $reason: String!) { ${mutation}(id: $id, reason: $reason) { id } }`,
    { id, reason: `in the story: ${found}; the fleet ${isGood ? 'passed' : 'did not pass'}` },
  )
  tell.add("the narrator acts as the approver here, with the approver's token")
}
