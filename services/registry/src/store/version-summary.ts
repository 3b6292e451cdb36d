import { sql, type Transaction } from 'kysely'
import type { VersionSummary } from '../domain/model-version.ts'
import type { Database } from './database.ts'

/** Counts a version's partitions, once, when they are all written. */
export async function summarizeVersion(
  tx: Transaction<Database>,
  versionRef: number,
  parentRef: number | null,
): Promise<VersionSummary> {
  const { rows } = await sql<SummaryRow>`
    select
      count(*) as partitions,
      count(*) filter (where introduced_in = version_id) as changed,
      count(*) filter (where pinned) as pinned,
      count(*) filter (where verdict = 'BETTER') as better,
      count(*) filter (where verdict = 'NON_INFERIOR') as non_inferior,
      count(*) filter (where verdict = 'WORSE') as worse,
      count(*) filter (where verdict = 'TOO_LITTLE_DATA') as too_little_data,
      count(*) filter (where verdict is null) as no_verdict,
      count(primary_metric) as measured,
      avg(primary_metric) as mean,
      min(primary_metric) as min,
      percentile_cont(0.5) within group (order by primary_metric) as median,
      percentile_cont(0.9) within group (order by primary_metric) as p90,
      max(primary_metric) as max,
      (select count(*) from model_version_partition b
        where b.version_id = ${parentRef} and not exists (
          select from model_version_partition s where s.version_id = ${versionRef} and s.ordinal = b.ordinal
        )) as removed,
      (select count(*) from (select distinct sha256 from model_version_partition where version_id = ${versionRef}) a)
        as artifacts,
      (select coalesce(sum(length), 0)::bigint from (
        select distinct on (sha256) length from model_version_partition where version_id = ${versionRef}) a)
        as artifact_bytes
    from model_version_partition where version_id = ${versionRef}`.execute(tx)
  const row = rows[0]
  if (!row) throw new Error('an aggregate gives one row')
  return {
    partitionCount: row.partitions,
    changedCount: row.changed,
    inheritedCount: row.partitions - row.changed,
    removedCount: row.removed,
    pinnedCount: row.pinned,
    artifactCount: row.artifacts,
    artifactBytes: row.artifact_bytes,
    verdicts: {
      better: row.better,
      nonInferior: row.non_inferior,
      worse: row.worse,
      tooLittleData: row.too_little_data,
      none: row.no_verdict,
    },
    primaryMetric:
      row.mean === null || row.min === null || row.median === null || row.p90 === null || row.max === null
        ? null
        : {
            count: row.measured,
            mean: row.mean,
            min: row.min,
            median: row.median,
            p90: row.p90,
            max: row.max,
          },
  }
}

type SummaryRow = {
  partitions: number
  changed: number
  pinned: number
  better: number
  non_inferior: number
  worse: number
  too_little_data: number
  no_verdict: number
  measured: number
  mean: number | null
  min: number | null
  median: number | null
  p90: number | null
  max: number | null
  removed: number
  artifacts: number
  artifact_bytes: number
}
