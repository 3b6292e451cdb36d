import { openBareRows } from './bare-rows.ts'
import { makeFleet, storeFleet, storeManifest } from './bench-fleet.ts'
import type { BenchHeadway } from './bench-headway.ts'
import { measureInTurn } from './measure.ts'
import { createVersion, registerBenchModel } from './publish-fleet.ts'
import type { Group } from './report.ts'
import { summarize } from './summary.ts'

/** Creating a version, its artifacts checked and its rows written, beside one INSERT of the same rows. */
export async function benchVersions(headway: BenchHeadway, partitionCount: number): Promise<Group> {
  const { artifacts, running, secrets } = headway
  const model = `bench-${partitionCount}`
  await registerBenchModel(headway, model)
  const partitions = await storeFleet(artifacts, makeFleet(partitionCount))
  await using bare = await openBareRows(secrets, running.ports.postgres)
  let digest = ''
  let round = 0
  const reference = 'one INSERT of the same rows'
  const { samples, loadAverage } = await measureInTurn(
    [
      { name: reference, run: () => bare.insert(partitions) },
      {
        name: 'createModelVersion through the gateway',
        prepare: async () => {
          digest = await storeManifest(artifacts, model, partitions, round++)
        },
        run: () => createVersion(headway, model, digest),
      },
    ],
    // PostgreSQL works in processes of its own, which come and go: their time is not counted.
    { rounds: 10, leastRounds: 3, budgetMs: 15_000, pids: () => [] },
  )
  const lines = summarize(samples, reference).map((line) => ({ ...line, cpuMs: null, cpuRatio: null }))
  return { title: `a version of ${partitionCount} partitions`, loadAverage, lines }
}
