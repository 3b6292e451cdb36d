import { count, percent } from '../amounts.ts'
import { readStatus } from '../departures-status.ts'
import { type Scene, until } from '../scene.ts'

type VersionSeen = {
  id: string
  rowCount: number
  quarantinedRowCount: number
  quarantinedByReason: { expectation: string; rowCount: number }[]
  partitionCount: number
  firstDay: string
  lastDay: string
}

/** The departures process registers the archive as a dataset version. */
export const dataset: Scene = {
  name: 'dataset',
  limitS: 180,
  async play(stage) {
    const { world, tell } = stage
    const version = await until(stage, `${world.dataset} has a version`, async (note) => {
      const status = await readStatus(world.departuresUrl)
      if (status.reading) tell.bar('reading days', status.reading.done, status.reading.total)
      note(`the departures process is ${status.phase}: ${status.problems.join('; ') || 'no problems'}`)
      const answer = await world.operator.request<{
        dataset: { first: { edges: { node: VersionSeen }[] } } | null
      }>(
        `query ($name: String!) {
          dataset(name: $name) {
            first: versions(first: 50) {
              edges { node {
                id rowCount quarantinedRowCount quarantinedByReason { expectation rowCount } partitionCount
                firstDay lastDay
              } }
            }
          }
        }`,
        { name: world.dataset },
      )
      return answer.dataset?.first.edges.at(-1)?.node
    })
    const rows = version.rowCount + version.quarantinedRowCount
    tell.say(
      `${version.id}: ${count(rows, 'stop visit')} read, ${count(version.partitionCount, 'partition')} ` +
        `(route, direction, stop), ${version.firstDay} to ${version.lastDay}`,
    )
    const reasons = version.quarantinedByReason
      .filter(({ rowCount }) => rowCount > 0)
      .map(({ expectation, rowCount }) => `${expectation} ${count(rowCount)}`)
    const share = percent(version.quarantinedRowCount / Math.max(1, rows), 2)
    tell.add(
      `${count(version.quarantinedRowCount)} set aside (${share})${reasons.length > 0 ? `: ${reasons.join(', ')}` : ''}`,
    )
  },
}
