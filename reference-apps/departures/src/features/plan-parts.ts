import type { Tables } from '@headway/tables/tables'
import { codeOf } from './dictionary.ts'
import { type Names, partitionName } from './service-day.ts'

// A visit is predicted from some six stops before it, as far as anyone knows before counting.
const rowsPerVisit = 6

/**
 * Numbers all partitions of the visits in the order of their names and shares them out to parts: neighbours stay
 * together and a part holds about `rowsPerPart` rows. `routes` is how many routes there are.
 */
export async function planParts(
  tables: Tables,
  visits: string,
  names: Names,
  rowsPerPart: number,
): Promise<{ partOf: Int32Array; parts: number; routes: number }> {
  const partitions = await tables.all<{ route: string; direction: string; stop: string; visits: number }>(
    `SELECT route_id AS route, direction_id AS direction, stop_id AS stop, count(*)::DOUBLE AS visits
      FROM ${visits} GROUP BY ALL ORDER BY ALL`,
  )
  const partOf = new Int32Array(partitions.length)
  let rows = 0
  let part = 0
  for (const { route, direction, stop, visits: count } of partitions) {
    if (rows >= rowsPerPart) {
      part++
      rows = 0
    }
    partOf[codeOf(names.partitions, partitionName([route, direction, stop]))] = part
    rows += count * rowsPerVisit
  }
  return { partOf, parts: part + 1, routes: new Set(partitions.map(({ route }) => route)).size }
}
