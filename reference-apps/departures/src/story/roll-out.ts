import { count, seconds } from './amounts.ts'
import { findRun } from './pipeline-run.ts'
import { fail, type Stage, until } from './scene.ts'
import { findRollouts, findVersion, type RolloutSeen } from './versions.ts'
import { failureOf } from './watch-run.ts'

/** Waits until a run has put its version live and tells how it was loaded; answers the version that is live. */
export async function rollOut(stage: Stage, runId: string): Promise<string> {
  const { world, tell } = stage
  const { id, rollouts } = await until(stage, 'the version goes live', async (note) => {
    const run = await findRun(world.operator, runId)
    if (!run?.modelVersion) return undefined
    if (['FAILED', 'CANCELLED', 'REJECTED'].includes(run.state)) fail(stage, failureOf(run))
    // Where the champion moved meanwhile, the changes go live as another version, on top of it.
    const version = await findVersion(world.operator, run.modelVersion.id)
    const wanted = version?.rebasedAs?.id ?? run.modelVersion.id
    const seen = await findRollouts(world.operator, world.model, wanted)
    note(`${wanted} waits, ${seen.live ?? 'nothing'} answers, the run is ${run.state}`)
    const [failed] = seen.rollouts.filter(({ state }) => state === 'FAILED')
    if (failed?.failure) fail(stage, `rollout of ${wanted} failed: ${failed.failure.reason}`)
    return run.state === 'SUCCEEDED' && seen.live === wanted ? { id: wanted, ...seen } : undefined
  })
  for (const role of ['CHALLENGER', 'PRIMARY'] as const) {
    const rollout = rollouts.find((one) => one.role === role)
    if (rollout) tell.say(rolloutLine(id, rollout))
  }
  return id
}

function rolloutLine(id: string, { role, loadedCount, replicas }: RolloutSeen): string {
  const tookMs = Math.max(0, ...replicas.map(({ durationMs }) => durationMs ?? 0))
  const reused = Math.max(0, ...replicas.map(({ reusedCount }) => reusedCount))
  const loaded = `${count(loadedCount, 'artifact')} loaded, ${count(reused)} in memory already, ${seconds(tookMs / 1000)}`
  return role === 'CHALLENGER'
    ? `${id} beside the champion: ${loaded}, each checked against its probe rows`
    : `${id} answers now: ${loaded}`
}
