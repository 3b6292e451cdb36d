import { sql, type Transaction } from 'kysely'
import { combineEvidence, type Evidence } from '../domain/evidence.ts'
import type { TestWindow } from '../domain/window.ts'
import type { Database } from './database.ts'
import { aligned, packFloats } from './packed.ts'

const rowsPerStatement = 2000

/** What one window said of a partition: for each feature the p-value and the distance, NaN where it was not tested. */
export type WindowEvidence = { partition: string; referenceVersionId: string; values: Float64Array }

/** What the windows before said of each feature, of at most `most` of them and none that begins before `since`. */
export function earlierEvidence(
  bytes: Buffer,
  windowStarts: readonly number[],
  features: number,
  { since, most }: { since: number; most: number },
): (Evidence | undefined)[] {
  const values = new Float64Array(aligned(bytes))
  const found = new Array<Evidence | undefined>(features).fill(undefined)
  for (const [window, start] of windowStarts.slice(0, most).entries()) {
    if (start < since) break
    for (let feature = 0; feature < features; feature++) {
      const at = 2 * (window * features + feature)
      const pValue = values[at] as number
      if (Number.isNaN(pValue)) continue
      found[feature] = combineEvidence(pValue, values[at + 1] as number, found[feature])
    }
  }
  return found
}

/** Puts what a window said before what earlier ones did, and keeps the newest `keep` windows of each partition. */
export async function saveDriftEvidence(
  tx: Transaction<Database>,
  endpoint: string,
  window: TestWindow,
  said: readonly WindowEvidence[],
  keep: number,
): Promise<void> {
  for (let start = 0; start < said.length; start += rowsPerStatement) {
    const some = said.slice(start, start + rowsPerStatement)
    const partitions = some.map(({ partition }) => partition)
    await sql`
      insert into drift_evidence as known (endpoint, partition, reference_version_id, window_starts, evidence)
      select ${endpoint}, partition, version_id, array[${window.startMs}::float8], evidence
      from unnest(${partitions}::text[], ${some.map((one) => one.referenceVersionId)}::text[],
        ${some.map(({ values }) => packFloats(values))}::bytea[]) as said (partition, version_id, evidence)
      on conflict (endpoint, partition, project_id) do update set
        reference_version_id = excluded.reference_version_id,
        window_starts = case when known.reference_version_id = excluded.reference_version_id
          then (excluded.window_starts || known.window_starts)[:${keep}] else excluded.window_starts end,
        evidence = case when known.reference_version_id = excluded.reference_version_id
          then substring(excluded.evidence || known.evidence from 1 for ${keep} * length(excluded.evidence))
          else excluded.evidence end`.execute(tx)
  }
}
