import { identifier } from '@headway/tables/quote'
import type { Tables } from '@headway/tables/tables'
import { type ColumnProfile, histogramBins, profileProbabilities } from '../domain/column-profile.ts'
import type { Column } from '../domain/dataset.ts'

/** Profiles every column of the relation `clean`, one at a time so that one column's values fit into memory. */
export async function profileColumns(tables: Tables, columns: readonly Column[]): Promise<ColumnProfile[]> {
  const profiles: ColumnProfile[] = []
  for (const column of columns) profiles.push(await profileColumn(tables, column))
  return profiles
}

type Counts = Pick<ColumnProfile, 'nullCount' | 'distinctCount' | 'min' | 'max'>

async function profileColumn(tables: Tables, column: Column): Promise<ColumnProfile> {
  const name = identifier(column.name)
  const counts = await tables.one<Counts>(
    `SELECT count(*) - count(${name}) AS "nullCount", count(DISTINCT ${name}) AS "distinctCount",
       ${asText(column, `min(${name})`)} AS min, ${asText(column, `max(${name})`)} AS max FROM clean`,
  )
  const profile: ColumnProfile = {
    name: column.name,
    type: column.type,
    nullable: column.nullable,
    ...counts,
    mean: null,
    standardDeviation: null,
    quantiles: [],
    histogram: null,
    topValues: [],
  }
  if (column.type === 'NUMBER' || column.type === 'INTEGER')
    return { ...profile, ...(await numbers(tables, name)) }
  if (column.type !== 'STRING') return profile
  const topValues = await tables.all<{ value: string; rowCount: number }>(
    `SELECT ${name} AS value, count(*) AS "rowCount" FROM clean WHERE ${name} IS NOT NULL
     GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10`,
  )
  return { ...profile, topValues }
}

async function numbers(
  tables: Tables,
  name: string,
): Promise<Pick<ColumnProfile, 'mean' | 'standardDeviation' | 'quantiles' | 'histogram'>> {
  const found = await tables.one<{
    mean: number | null
    deviation: number | null
    quantiles: number[] | null
  }>(
    `SELECT avg(${name}) AS mean, stddev_samp(${name}) AS deviation,
       quantile_cont(CAST(${name} AS DOUBLE), [${profileProbabilities.join(', ')}]) AS quantiles FROM clean`,
  )
  const values = found.quantiles ?? []
  const edges = evenEdges(values[0], values.at(-1))
  return {
    mean: found.mean,
    standardDeviation: found.deviation,
    quantiles: values.map((value, index) => ({ probability: profileProbabilities[index] as number, value })),
    histogram: edges.length === 0 ? null : { edges, counts: await countBetween(tables, name, edges) },
  }
}

/** Even steps between the outer quantiles, so that a few far-off values do not empty every other bin. */
function evenEdges(low: number | undefined, high: number | undefined): number[] {
  if (low === undefined || high === undefined) return []
  const step = (high - low) / (histogramBins - 2)
  const edges = Array.from({ length: histogramBins - 1 }, (_, index) => low + index * step)
  return [...new Set(edges)]
}

async function countBetween(tables: Tables, name: string, edges: readonly number[]): Promise<number[]> {
  const list = edges.map((edge) => `CAST(${edge} AS DOUBLE)`).join(', ')
  const rows = await tables.all<{ bin: number; count: number }>(
    `SELECT list_position(bins, edge) AS bin, count FROM (
       SELECT [${list}, CAST('Infinity' AS DOUBLE)] AS bins,
         unnest(map_keys(h)) AS edge, unnest(map_values(h)) AS count
       FROM (SELECT histogram(CAST(${name} AS DOUBLE), [${list}]) AS h FROM clean WHERE ${name} IS NOT NULL)
     )`,
  )
  const counts = new Array<number>(edges.length + 1).fill(0)
  for (const { bin, count } of rows) counts[bin - 1] = count
  return counts
}

function asText(column: Column, value: string): string {
  if (column.type === 'TIMESTAMP') return `strftime(${value}, '%Y-%m-%dT%H:%M:%S.%gZ')`
  return `CAST(${value} AS VARCHAR)`
}
