import { count } from './amounts.ts'
import { decideOnVersion } from './approve-version.ts'
import { listRuns, type RunListed } from './pipeline-run.ts'
import { type Stage, until } from './scene.ts'

/**
 * Waits until no run of the model is under way; what waits for a person is decided on. Tells each run that ended
 * meanwhile, once: findings that come together, or day after day, may start several.
 */
export async function settleRuns(stage: Stage): Promise<RunListed[]> {
  const { world, tell, memory } = stage
  const told = new Set(memory.toldRuns ?? [])
  const runs = await until(stage, 'the runs come to their end', async (note) => {
    const listed = await listRuns(world.operator, world.model)
    const open = listed.filter(({ state }) => state === 'RUNNING' || state === 'WAITING_FOR_APPROVAL')
    note(open.map(({ id, state }) => `${id} is ${state}`).join(', '))
    for (const { state, modelVersion } of open) {
      if (state === 'WAITING_FOR_APPROVAL' && modelVersion) await decideOnVersion(stage, modelVersion.id)
    }
    return open.length === 0 ? listed : undefined
  })
  for (const run of runs.toReversed()) {
    if (run.trigger === null || told.has(run.id)) continue
    const led = run.modelVersion ? `, led to ${run.modelVersion.id}` : ''
    const why = run.failure ? ` (${run.failure.step ?? 'run'}: ${run.failure.reason})` : ''
    tell.add(
      `run ${run.id} of ${run.trigger}, ${count(run.partitionCount ?? 0, 'partition')}: ${run.state.toLowerCase()}${led}${why}`,
    )
    told.add(run.id)
  }
  memory.toldRuns = [...told]
  return runs
}
