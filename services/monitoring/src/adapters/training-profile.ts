import { literal } from '@headway/tables/quote'
import type { Tables } from '@headway/tables/tables'
import { binCount, edgeCount } from '../domain/histogram.ts'
import { type TrainingProfile, unknownCorrelation } from '../domain/training-profile.ts'

const edgeColumns = Array.from({ length: edgeCount }, (_, i) => `e${i + 1}`)
const countColumns = Array.from({ length: binCount }, (_, i) => `c${i}`)

/** Columns that older profiles lack, and what stands for them: a cautious correlation, no limits. */
const optionalColumns: Record<string, string> = {
  min: `'-infinity'`,
  max: `'infinity'`,
  icc: String(unknownCorrelation),
  days: '7',
  missing: '0',
}

type Row = { key: string; feature: string; n: number; mean: number; sd: number } & Record<string, number>

/**
 * Reads training profiles from Parquet files with a row for each partition and feature. Of a partition that several
 * files tell of, the last of them counts.
 */
export async function readProfiles(tables: Tables, paths: readonly string[]): Promise<TrainingProfile[]> {
  if (paths.length === 0) return []
  const relation = `read_parquet(${literal(paths)}, filename = true, union_by_name = true)`
  const known = new Set((await tables.describe(`select * from ${relation}`)).map(({ name }) => name))
  const optional = Object.entries(optionalColumns).map(([name, otherwise]) =>
    known.has(name)
      ? `coalesce(${name}::double, ${otherwise}::double) as ${name}`
      : `${otherwise}::double as ${name}`,
  )
  const casts = [...edgeColumns, ...countColumns].map((column) => `${column}::double as ${column}`)
  const rows = await tables.all<Row>(
    `select key, feature, n::double as n, mean::double as mean, sd::double as sd, ${[...optional, ...casts].join(', ')}
     from ${relation}
     qualify rank() over (partition by key order by list_position(${literal(paths)}, filename) desc) = 1
     order by key, feature`,
  )
  const profiles: TrainingProfile[] = []
  for (const row of rows) {
    let profile = profiles.at(-1)
    if (!profile || profile.partition !== row.key) {
      profile = emptyProfile(row.key, row.n)
      profiles.push(profile)
    }
    profile.features.push(row.feature)
    profile.means.push(row.mean)
    profile.deviations.push(row.sd)
    profile.minima.push(row.min as number)
    profile.maxima.push(row.max as number)
    profile.missing.push(row.missing as number)
    profile.correlations.push(row.icc as number)
    profile.days.push(row.days as number)
    for (const column of edgeColumns) profile.edges.push(row[column] as number)
    for (const column of countColumns) profile.counts.push(row[column] as number)
  }
  return profiles
}

function emptyProfile(partition: string, count: number): TrainingProfile {
  return {
    partition,
    count,
    features: [],
    means: [],
    deviations: [],
    edges: [],
    counts: [],
    minima: [],
    maxima: [],
    missing: [],
    correlations: [],
    days: [],
  }
}
