import { literal } from '@headway/tables/quote'
import type { Tables } from '@headway/tables/tables'
import type { Outcomes } from '../domain/outcome.ts'

/** Outcomes in a Parquet file with the columns subject_id, observed_at, value and perhaps received_at. */
export async function readOutcomeChunk(tables: Tables, path: string): Promise<Outcomes> {
  const relation = `read_parquet(${literal(path)})`
  const names = (await tables.describe(`select * from ${relation}`)).map(({ name }) => name)
  const received = names.includes('received_at') ? 'epoch_ms(received_at::timestamp)::double' : 'null::double'
  const columns = await tables.columns(
    `select subject_id::varchar as subject_id, epoch_ms(observed_at::timestamp)::double as observed_at_ms,
       ${received} as received_at_ms, value::double as value
     from ${relation} where subject_id is not null and isfinite(value::double) and observed_at is not null`,
  )
  return {
    subjectIds: columns.subject_id as string[],
    observedAtMs: Array.from(columns.observed_at_ms as Float64Array),
    receivedAtMs: Array.from(columns.received_at_ms as Float64Array, (ms) => (Number.isNaN(ms) ? null : ms)),
    values: Array.from(columns.value as Float64Array),
  }
}
