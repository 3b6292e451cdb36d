import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { identifier, literal } from '@headway/tables/quote'
import type { Tables } from '@headway/tables/tables'
import type { PartitionErrors } from '../domain/error-summary.ts'
import type { Outcome } from '../domain/outcome.ts'

/** Outcomes in a Parquet file with the columns subject_id, observed_at and value, or as a list. */
export type OutcomeSource = { path: string } | { list: readonly Outcome[] }

/**
 * Joins outcomes with logged predictions by subject and sums the errors (actual minus predicted) per partition,
 * version and window; answers also with the outcomes that found no prediction.
 */
export async function joinOutcomes(
  tables: Tables,
  chunkPaths: readonly string[],
  source: OutcomeSource,
  output: string,
  windowMinutes: number,
): Promise<{ errors: PartitionErrors[]; unmatched: Outcome[] }> {
  if ('path' in source) return joinRelation(tables, chunkPaths, parquet(source.path), output, windowMinutes)
  const folder = await mkdtemp(join(tmpdir(), 'headway-outcomes-'))
  try {
    const path = join(folder, 'outcomes.json')
    await writeFile(path, source.list.map((outcome) => JSON.stringify(outcome)).join('\n'))
    return await joinRelation(tables, chunkPaths, json(path), output, windowMinutes)
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function joinRelation(
  tables: Tables,
  chunkPaths: readonly string[],
  outcomes: string,
  output: string,
  windowMinutes: number,
): Promise<{ errors: PartitionErrors[]; unmatched: Outcome[] }> {
  const waiting = `select subject_id, observed_at_ms, value from (${outcomes})`
  if (chunkPaths.length === 0) return { errors: [], unmatched: await tables.all(asOutcomes(waiting)) }

  const logged = `read_parquet(${literal(chunkPaths)}, union_by_name = true)`
  const windowMs = windowMinutes * 60_000
  const errors = await tables.all<PartitionErrors>(`
    with error as (
      select partition, version_id, source,
        floor(epoch_ms(predicted_at) / ${windowMs}) * ${windowMs} as window_start_ms,
        value - ${identifier(`output_${output}`)} as error
      from ${logged} join (${outcomes}) using (subject_id)
    )
    select partition, version_id as "versionId", window_start_ms::double as "windowStartMs",
      count(*)::double as count, sum(abs(error)) as absolute, sum(error) as signed, sum(error * error) as squared,
      count(*) filter (source <> 'exact')::double as fallbacks
    from error group by all`)
  const unmatched = await tables.all<Outcome>(
    asOutcomes(`${waiting} as outcome where subject_id not in
      (select subject_id from ${logged} where subject_id is not null)`),
  )
  return { errors, unmatched }
}

function asOutcomes(relation: string): string {
  return `select subject_id as "subjectId", observed_at_ms as "observedAtMs", value from (${relation})`
}

function parquet(path: string): string {
  return `select subject_id, epoch_ms(observed_at::timestamp)::double as observed_at_ms, value::double as value
    from read_parquet(${literal(path)})`
}

function json(path: string): string {
  return `select "subjectId" as subject_id, "observedAtMs" as observed_at_ms, value
    from read_json(${literal(path)}, format = 'newline_delimited',
      columns = { subjectId: 'varchar', observedAtMs: 'double', value: 'double' })`
}
