import { askVersions } from './ask-versions.ts'
import { bareLists } from './bare-lists.ts'
import { openBareRows } from './bare-rows.ts'
import { makeFleet, storeFleet, storeManifest } from './bench-fleet.ts'
import type { BenchHeadway } from './bench-headway.ts'
import { changedPerVersion, fillVersions } from './fill-versions.ts'
import { type Action, measureInTurn } from './measure.ts'
import { openRegistryClient } from './open-registry-client.ts'
import { approveVersion, createVersion, moveChampion, registerBenchModel } from './publish-fleet.ts'
import type { Group } from './report.ts'
import { summarize } from './summary.ts'

const model = 'bench-city'

/** How much the registry keeps while it is asked. */
export type RegistrySize = { partitions: number; versions: number }

/**
 * The registry with many versions of a whole city (100 × 18,000 are 1.8 million rows): each question through the
 * gateway, beside the same question as one statement of PostgreSQL.
 */
export async function benchRegistry(headway: BenchHeadway, size: RegistrySize): Promise<Group[]> {
  const { artifacts, running, secrets } = headway
  await registerBenchModel(headway, model)
  const partitions = await storeFleet(artifacts, makeFleet(size.partitions))
  const first = await createVersion(headway, model, await storeManifest(artifacts, model, partitions, 0))
  await approveVersion(headway, first)
  await using registry = await openRegistryClient(secrets, running.ports.postgres)
  await fillVersions(registry.client, model, size.versions)
  await moveChampion(headway, model, `${model}/${size.versions}`)

  const bare = bareLists(registry.client, model)
  const ask = askVersions(headway, model)
  // Other versions and routes each time: what was read the last time helps nobody.
  let turn = 0
  const version = () => 2 + ((turn++ * 37) % (size.versions - 1))
  const prefix = () => `R${turn % 40}/`
  const rows = `${(size.versions * size.partitions).toLocaleString('en')} rows`
  const lists = await inTurn(`a page of partitions of one version, ${rows}`, [
    { name: 'bare SQL, WORSE of one route', run: () => bare.page(version(), prefix()) },
    { name: 'WORSE of one route', run: () => ask.worseOfPrefix(version(), prefix()) },
    { name: 'from a metric on', run: () => ask.inRange(version(), 115) },
    { name: 'from another metric on', run: () => ask.inRangeOfAnother(version(), 230) },
    { name: 'changed since the parent', run: () => ask.changed(version()) },
    { name: 'worst first', run: () => ask.worstFirst(version()) },
    { name: 'WORSE, worst first', run: () => ask.worstOfVerdict(version()) },
    { name: 'summary of a version', run: () => ask.summary(version()) },
    { name: 'versions of the model by state', run: ask.versions },
    { name: 'move champion', run: () => ask.moveChampion(1 + (turn++ % (size.versions - 1))) },
    { name: 'roll champion back', run: ask.rollBackChampion },
  ])
  const differences = await inTurn(`the difference of two versions, ${rows}`, [
    { name: 'bare SQL', run: () => bare.difference(version(), version()) },
    {
      name: 'compareModelVersions, one after the other',
      run: () => {
        const later = version()
        return ask.difference(later - 1, later)
      },
    },
    { name: 'compareModelVersions, far apart', run: () => ask.difference(version(), version()) },
  ])
  await using bareRows = await openBareRows(secrets, running.ports.postgres)
  let round = 0
  let digest = ''
  let parent: string | null = null
  const prepare = (base: string | null, changed: number) => async () => {
    round++
    parent = base
    // Each takes the artifact of another one, and another in every round.
    const chosen = partitions.slice(0, changed).map((entry, index) => {
      const { pack, offset, length, sha256 } = partitions[(index + round) % partitions.length] ?? entry
      return { ...entry, pack, offset, length, sha256 }
    })
    digest = await storeManifest(artifacts, model, chosen, round, base)
  }
  const run = () => createVersion(headway, model, digest, parent)
  const creations = await inTurn(
    `a version of ${size.partitions.toLocaleString('en')} partitions, ${rows} before it`,
    [
      { name: 'one INSERT of its rows', run: () => bareRows.insert(partitions) },
      { name: 'all of them new', prepare: prepare(null, size.partitions), run },
      { name: `${changedPerVersion} changed`, prepare: prepare(first, changedPerVersion), run },
    ],
    3,
  )
  return [lists, differences, creations]
}

async function inTurn(title: string, actions: readonly Action[], rounds = 40): Promise<Group> {
  const { samples, loadAverage } = await measureInTurn(actions, {
    rounds,
    leastRounds: Math.min(rounds, 10),
    budgetMs: 30_000,
    // PostgreSQL works in processes of its own, which come and go: their time is not counted.
    pids: () => [],
  })
  const lines = summarize(samples, actions[0]?.name ?? '')
  return { title, loadAverage, lines: lines.map((line) => ({ ...line, cpuMs: null, cpuRatio: null })) }
}
