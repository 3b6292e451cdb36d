import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { binnedCorrelation } from '@headway/statistics/intraclass-correlation'
import { literal } from '@headway/tables/quote'
import type { Tables } from '@headway/tables/tables'
import { featureNames } from '../features/feature-list.ts'
import { column, type RowTable } from '../features/row-file.ts'

const bins = 16
const mostRows = 1024

/**
 * How one feature of a partition is distributed over its training rows: edges at the sixteenths, rows in each bin, and how
 * much the rows of one service day are alike: the correlation of their bins, and the (effective) number of days.
 */
export type FeatureProfile = {
  key: string
  feature: string
  n: number
  mean: number
  sd: number
  min: number
  max: number
  icc: number
  days: number
  edges: number[]
  counts: number[]
}

/** A profile of each feature over rows `from` to `to` − 1; long partitions by at most 1,024 rows, evenly spread. */
export function featureProfiles(key: string, table: RowTable, from: number, to: number): FeatureProfile[] {
  const n = Math.min(mostRows, to - from)
  const stride = (to - from) / n
  const rows = Int32Array.from({ length: n }, (_, row) => from + Math.floor(row * stride))
  const day = column(table, 'day')
  const numbers = new Map<number, number>()
  const dayOf = Int32Array.from(rows, (row) => {
    const number = numbers.get(day[row] as number) ?? numbers.size
    numbers.set(day[row] as number, number)
    return number
  })
  return featureNames.map((feature, index) => {
    const values = Float64Array.from(rows, (row) => (table.columns[index] as Float32Array)[row] as number)
    const shape = distribution(values.toSorted())
    const places = values.map((value) => binOf(shape.edges, value))
    const { correlation: icc, groups: days } = binnedCorrelation(places, dayOf, numbers.size, bins)
    return { key, feature, ...shape, icc, days }
  })
}

function distribution(sorted: Float64Array): Omit<FeatureProfile, 'key' | 'feature' | 'icc' | 'days'> {
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
  const [min, max] = [sorted[0] as number, sorted[n - 1] as number]
  return { n, mean, sd: Math.sqrt(variance), min, max, edges, counts }
}

/** How many edges lie below the value. */
function binOf(edges: readonly number[], value: number): number {
  let bin = 0
  while (bin < bins - 1 && (edges[bin] as number) < value) bin++
  return bin
}

/** Writes profiles as Parquet: key, feature, n, mean, sd, min, max, icc, days, e1 to e15, c0 to c15. Returns the path. */
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
    `select key, feature, n, mean, sd, min, max, icc, days, ${[...edges, ...counts].join(', ')}
     from read_json(${literal(rows)}, format = 'newline_delimited', columns = { key: 'varchar', feature: 'varchar',
       n: 'bigint', mean: 'double', sd: 'double', min: 'double', max: 'double', icc: 'double', days: 'double', edges: 'double[]', counts: 'bigint[]' })`,
    path,
  )
  return path
}
