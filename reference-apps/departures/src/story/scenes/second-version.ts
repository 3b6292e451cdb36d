import { count } from '../amounts.ts'
import { approveVersion } from '../approve-version.ts'
import { listRuns } from '../pipeline-run.ts'
import { rollOut } from '../roll-out.ts'
import { fail, type Scene, until } from '../scene.ts'
import { settleRuns } from '../settle-runs.ts'
import { tellFiring } from '../tell-firing.ts'
import { tellGate } from '../tell-gate.ts'
import { findVersion } from '../versions.ts'
import { isOver, stepOf, watchRun } from '../watch-run.ts'
import { proposed } from './first-version.ts'

/** The trigger has started a run for just the partitions that drifted. */
export const retraining: Scene = {
  name: 'retraining',
  limitS: 240,
  async play(stage) {
    const { world, tell, memory } = stage
    const run = await until(stage, 'the trigger starts a run', async () => {
      const runs = await listRuns(world.operator, world.model)
      // Several findings of one window start several runs; the one for most partitions is followed.
      const triggered = runs.filter(({ trigger }) => trigger !== null)
      return triggered.toSorted((a, b) => (b.partitionCount ?? 0) - (a.partitionCount ?? 0)).at(0)
    })
    memory.secondRun = run.id
    tell.say(`trigger ${run.trigger} has started run ${run.id}`)
    await until(stage, 'the trigger says what it took', async () => {
      await tellFiring(stage, run.trigger ?? '')
      return true
    })
    await watchRun(stage, run.id, (now) => isOver(stepOf(now, 'gate')))
  },
}

/** The gate compares the retrained models with the champion's on the last days. */
export const secondGate: Scene = {
  name: 'gate again',
  limitS: 60,
  async play(stage) {
    const { run, version } = await proposed(stage, stage.memory.secondRun)
    if (!run.gate) fail(stage, `run ${run.id} has no verdicts`)
    tellGate(stage, run.gate, version.metrics)
  },
}

/** The new version is let live, beside what it keeps of the old one. */
export const secondRollout: Scene = {
  name: 'new version',
  limitS: 90,
  async play(stage) {
    const { world, tell, memory } = stage
    const { run, version } = await proposed(stage, memory.secondRun)
    await approveVersion(stage, version.id)
    memory.secondVersion = await rollOut(stage, run.id)
    if (memory.secondVersion !== version.id) {
      tell.add(`${version.id} was put on top of what went live meanwhile, as ${memory.secondVersion}`)
    }
    const live = await findVersion(world.operator, memory.secondVersion)
    if (!live) return
    const { changedCount, inheritedCount } = live.summary
    tell.say(
      `${live.id}: ${count(changedCount, 'partition')} replaced, ${count(inheritedCount)} inherited from ${live.parent?.id}`,
    )
    memory.toldRuns = [run.id]
    await settleRuns(stage)
  },
}
