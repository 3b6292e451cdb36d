import { count } from '../amounts.ts'
import { approveVersion } from '../approve-version.ts'
import { findRun, listRuns, type RunSeen } from '../pipeline-run.ts'
import { rollOut } from '../roll-out.ts'
import { fail, type Scene, type Stage, until } from '../scene.ts'
import { tellGate } from '../tell-gate.ts'
import { findVersion } from '../versions.ts'
import { isOver, stepOf, watchRun } from '../watch-run.ts'

/** The departures process starts the first run; it trains a model for each partition. */
export const training: Scene = {
  name: 'training',
  limitS: 420,
  async play(stage) {
    const { world, tell, memory } = stage
    const run = await until(stage, `a run of ${world.model} starts`, async () => {
      const runs = await listRuns(world.operator, world.model)
      return runs.at(-1)
    })
    memory.firstRun = run.id
    tell.say(`run ${run.id} of ${world.model}`)
    const seen = await watchRun(stage, run.id, (now) => isOver(stepOf(now, 'gate')))
    tell.say(`trained in ${secondsOf(seen)} s`)
  },
}

function secondsOf(run: RunSeen): string {
  const ends = run.steps.flatMap(({ finishedAt }) => (finishedAt ? [Date.parse(finishedAt)] : []))
  return ((Math.max(...ends) - Date.parse(run.createdAt)) / 1000).toFixed(0)
}

/** What the gate says of every partition against the baselines. */
export const gate: Scene = {
  name: 'gate',
  limitS: 60,
  async play(stage) {
    const { run, version } = await proposed(stage, stage.memory.firstRun)
    if (!run.gate) fail(stage, `run ${run.id} has no verdicts`)
    tellGate(stage, run.gate, version.metrics)
  },
}

/** Waits until the run's version is with the registry. */
export async function proposed(stage: Stage, runId: string | undefined) {
  if (runId === undefined) fail(stage, 'no run is known')
  return until(stage, 'the registry has the version of the run', async () => {
    const run = await findRun(stage.world.operator, runId)
    if (!run?.modelVersion) return undefined
    const version = await findVersion(stage.world.operator, run.modelVersion.id)
    return version && { run, version }
  })
}

/** The policy or a person lets the first version go live. */
export const approval: Scene = {
  name: 'approval',
  limitS: 60,
  async play(stage) {
    const { version } = await proposed(stage, stage.memory.firstRun)
    await approveVersion(stage, version.id)
  },
}

/** Serving loads the first version and answers from it. */
export const rollout: Scene = {
  name: 'rollout',
  limitS: 90,
  async play(stage) {
    const { memory, world, tell } = stage
    const { run } = await proposed(stage, memory.firstRun)
    memory.firstVersion = await rollOut(stage, run.id)
    const version = await findVersion(world.operator, memory.firstVersion)
    if (version)
      tell.add(
        `${count(version.summary.partitionCount, 'artifact')} in the fleet, the pooled model among them`,
      )
  },
}
