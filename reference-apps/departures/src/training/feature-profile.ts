import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { literal } from '@headway/tables/quote'
import type { Tables } from '@headway/tables/tables'
import { featureNames } from '../features/feature-list.ts'
import type { RowTable } from '../features/row-file.ts'

const bins = 16
const mostRows = 1024

/** How one feature of a partition is distributed over its training rows: edges at the sixteenths, rows in each bin. */
export type FeatureProfile = {
  key: string
  feature: string
  n: number
  mean: number
  sd: number
  edges: number[]
  counts: number[]
}

/** A profile of each feature over rows `from` to `to` − 1; long partitions by at most 1,024 rows, evenly spread. */
export function featureProfiles(key: string, table: RowTable, from: number, to: number): FeatureProfile[] {
  const n = Math.min(mostRows, to - from)
  const stride = (to - from) / n
  return featureNames.map((feature, index) => {
    const column = table.columns[index] as Float32Array
    const values = Float64Array.from(
      { length: n },
      (_, row) => column[from + Math.floor(row * stride)] as number,
    )
    return { key, feature, ...distribution(values.sort()) }
  })
}

function distribution(sorted: Float64Array): Omit<FeatureProfile, 'key' | 'feature'> {
  const n = sorted.length
  const mean = sorted.reduce((sum, value) => sum + value, 0) / n
  const variance = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, n - 1)
  const edges = Array.from({ length: bins - 1 }, (_, i) => sorted[Math.floor(((i + 1) * n) / bins)] as number)
  const counts = new Array<number>(bins).fill(0)
  let bin = 0
  for (const value of sorted) {
    while (bin < bins - 1 && (edges[bin] as number) < value) bin++
    counts[bin] = (counts[bin] as number) + 1
  }
  return { n, mean, sd: Math.sqrt(variance), edges, counts }
}

/** Writes profiles as Parquet: key, feature, n, mean, sd, e1 to e15, c0 to c15. Returns the path. */
export async function writeProfiles(
  tables: Tables,
  profiles: readonly FeatureProfile[],
  folder: string,
): Promise<string> {
  const rows = join(folder, 'profile.json')
  const path = join(folder, 'profile.parquet')
  await writeFile(rows, profiles.map((profile) => JSON.stringify(profile)).join('\n'))
  const edges = Array.from({ length: bins - 1 }, (_, i) => `edges[${i + 1}] as e${i + 1}`)
  const counts = Array.from({ length: bins }, (_, i) => `counts[${i + 1}] as c${i}`)
  await tables.copyToParquet(
    `select key, feature, n, mean, sd, ${[...edges, ...counts].join(', ')}
     from read_json(${literal(rows)}, format = 'newline_delimited', columns = { key: 'varchar', feature: 'varchar',
       n: 'bigint', mean: 'double', sd: 'double', edges: 'double[]', counts: 'bigint[]' })`,
    path,
  )
  return path
}
