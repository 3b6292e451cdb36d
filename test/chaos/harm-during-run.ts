import { setTimeout as sleep } from 'node:timers/promises'
import { meters } from '../meters/meter-names.ts'
import { untilAnsweredBy, untilBegun } from './fleet.ts'
import { type Door, type Finding, type Rig, refusalsAt, reportLoads } from './scenario.ts'

/** What a client may still be refused after all is well: requests that were on their way. */
export const graceMs = 2000

export type Harm = {
  name: string
  /** How long each of the run's chunks takes. */
  takesMs: number
  /** The harm comes so long after so many chunks were begun. */
  afterChunks: number
  afterMs: number
  /** Does harm and waits until all is well; resolves to the moment from which that counts, by `performance.now()`. */
  harm: () => Promise<number>
  /** Where nothing may be refused meanwhile. */
  openDoors: readonly Door[]
  note: string
}

/**
 * Does harm in the midst of a pipeline run and under load, waits for the end of the run and until its version answers,
 * and tells what came of it all.
 */
export async function harmDuringRun(rig: Rig, given: Harm): Promise<Finding> {
  const { target, fleet } = rig
  const startedAt = performance.now()
  const run = await fleet.startRun({ takesMs: given.takesMs })
  await untilBegun(run, given.afterChunks, given.afterMs)
  const began = performance.now()
  const harmedAt = await given.harm()
  const wellAt = performance.now()
  const ended = await run.ended()
  const endedAt = performance.now()
  const isGood = ended.state === 'SUCCEEDED'
  if (isGood) await untilAnsweredBy(fleet, target, ended.modelVersion?.id ?? 'a version')
  await sleep(graceMs)
  const loads = await reportLoads(rig.loads, began, performance.now())
  return {
    name: given.name,
    wellAfterMs: wellAt - harmedAt,
    runMs: endedAt - startedAt,
    begunAgain: (await run.begun()) - meters.length,
    loads,
    note: given.note,
    failures: [
      ...refusalsAt(loads, given.openDoors),
      ...(isGood ? [] : [`the run ended ${ended.state}: ${JSON.stringify(ended.failure)}`]),
    ],
  }
}
