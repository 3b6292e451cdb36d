import { type Kysely, sql, type Transaction } from 'kysely'
import type { PerformanceSample } from '../domain/performance-test.ts'
import type { TestWindow } from '../domain/window.ts'
import type { Database } from './database.ts'

type Row = {
  partition: string
  trained_version_id: string
  row_count: number
  absolute_error: number
  signed_error: number
  squared_error: number
  fallback_count: number
  mean_absolute_error: number
  daily_deviation: number | null
  days: number | null
  gate_rows: number | null
  evidence_version_id: string | null
  window_starts: number[] | null
  logs: number[] | null
}

/**
 * The errors of all partitions in a test window beside what their gate measured. Versions that share a partition's
 * artifact count together; of several artifacts the newest.
 */
export async function readPerformanceSamples(
  db: Kysely<Database>,
  { endpoint, model }: { endpoint: string; model: string },
  window: TestWindow,
  { since, most }: { since: number; most: number },
): Promise<PerformanceSample[]> {
  const { rows } = await sql<Row>`
    select distinct on (sums.partition) sums.*, e.trained_version_id as evidence_version_id, e.window_starts, e.logs
    from (
      select w.partition, coalesce(g.trained_version_id, g.version_id) as trained_version_id,
        sum(w.row_count)::bigint as row_count, sum(w.absolute_error) as absolute_error,
        sum(w.signed_error) as signed_error, sum(w.squared_error) as squared_error,
        sum(w.fallback_count)::bigint as fallback_count, max(g.mean_absolute_error) as mean_absolute_error,
        max(g.daily_deviation) as daily_deviation, max(g.days) as days, max(g.row_count) as gate_rows
      from performance_window w
      join gate_error g on g.model = ${model} and g.version_id = w.version_id and g.partition = w.partition
      where w.endpoint = ${endpoint} and w.window_start >= ${new Date(window.startMs)}
        and w.window_start < ${new Date(window.endMs)}
      group by w.partition, coalesce(g.trained_version_id, g.version_id)) as sums
    left join performance_evidence e on e.endpoint = ${endpoint} and e.partition = sums.partition
    order by sums.partition, split_part(sums.trained_version_id, '/', 2)::integer desc`.execute(db)
  return rows.map((row) => ({
    partition: row.partition,
    versionId: row.trained_version_id,
    errors: {
      count: row.row_count,
      absolute: row.absolute_error,
      signed: row.signed_error,
      squared: row.squared_error,
      fallbacks: row.fallback_count,
    },
    gate: {
      meanAbsoluteError: row.mean_absolute_error,
      dailyDeviation: row.daily_deviation,
      days: row.days,
      rows: row.gate_rows,
    },
    earlier:
      row.evidence_version_id === row.trained_version_id
        ? (row.logs ?? []).slice(0, most).filter((_, at) => (row.window_starts?.[at] ?? 0) >= since)
        : [],
  }))
}

/** Puts the logarithm of each partition's excess before those of earlier windows, and keeps the newest `keep`. */
export async function savePerformanceEvidence(
  tx: Transaction<Database>,
  endpoint: string,
  window: TestWindow,
  said: readonly { partition: string; versionId: string; excess: number }[],
  keep: number,
): Promise<void> {
  if (said.length === 0) return
  await sql`
    insert into performance_evidence as known (endpoint, partition, trained_version_id, window_starts, logs)
    select ${endpoint}, partition, version_id, array[${window.startMs}::float8], array[log]
    from unnest(${said.map(({ partition }) => partition)}::text[], ${said.map(({ versionId }) => versionId)}::text[],
      ${said.map(({ excess }) => Math.log(excess))}::float8[]) as said (partition, version_id, log)
    on conflict (endpoint, partition, project_id) do update set
      trained_version_id = excluded.trained_version_id,
      window_starts = case when known.trained_version_id = excluded.trained_version_id
        then (excluded.window_starts || known.window_starts)[:${keep}] else excluded.window_starts end,
      logs = case when known.trained_version_id = excluded.trained_version_id
        then (excluded.logs || known.logs)[:${keep}] else excluded.logs end`.execute(tx)
}
