import { literal } from '@headway/tables/quote'
import type { Tables } from '@headway/tables/tables'
import { binCount, edgeCount } from '../domain/histogram.ts'
import type { TrainingProfile } from '../domain/training-profile.ts'

const edgeColumns = Array.from({ length: edgeCount }, (_, i) => `e${i + 1}`)
const countColumns = Array.from({ length: binCount }, (_, i) => `c${i}`)

type Row = { key: string; feature: string; n: number; mean: number; sd: number } & Record<string, number>

/**
 * Reads training profiles from Parquet files with a row for each partition and feature. Of a partition that several
 * files tell of, the last of them counts.
 */
export async function readProfiles(tables: Tables, paths: readonly string[]): Promise<TrainingProfile[]> {
  if (paths.length === 0) return []
  const casts = [...edgeColumns, ...countColumns].map((column) => `${column}::double as ${column}`)
  const rows = await tables.all<Row>(
    `select key, feature, n::double as n, mean::double as mean, sd::double as sd, ${casts.join(', ')}
     from read_parquet(${literal(paths)}, filename = true)
     qualify rank() over (partition by key order by list_position(${literal(paths)}, filename) desc) = 1
     order by key, feature`,
  )
  const profiles: TrainingProfile[] = []
  for (const row of rows) {
    let profile = profiles.at(-1)
    if (!profile || profile.partition !== row.key) {
      profile = {
        partition: row.key,
        count: row.n,
        features: [],
        means: [],
        deviations: [],
        edges: [],
        counts: [],
      }
      profiles.push(profile)
    }
    profile.features.push(row.feature)
    profile.means.push(row.mean)
    profile.deviations.push(row.sd)
    for (const column of edgeColumns) profile.edges.push(row[column] as number)
    for (const column of countColumns) profile.counts.push(row[column] as number)
  }
  return profiles
}
