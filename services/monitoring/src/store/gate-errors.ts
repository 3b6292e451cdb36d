import { sql, type Transaction } from 'kysely'
import type { GateError } from '../domain/performance-test.ts'
import type { Database } from './database.ts'

/** What the gate measured for a partition, and the version that trained the artifact it measured. */
export type PartitionGateError = GateError & { partition: string; trainedVersionId: string }

/** Keeps what the gate measured for each partition of a version. */
export async function insertGateErrors(
  tx: Transaction<Database>,
  model: string,
  versionId: string,
  errors: readonly PartitionGateError[],
): Promise<void> {
  await sql`
    insert into gate_error (model, version_id, partition, mean_absolute_error, daily_deviation, days, row_count,
      trained_version_id)
    select ${model}, ${versionId}, *
    from unnest(
      ${errors.map(({ partition }) => partition)}::text[],
      ${errors.map(({ meanAbsoluteError }) => meanAbsoluteError)}::float8[],
      ${errors.map(({ dailyDeviation }) => dailyDeviation)}::float8[],
      ${errors.map(({ days }) => days)}::integer[],
      ${errors.map(({ rows }) => rows)}::integer[],
      ${errors.map(({ trainedVersionId }) => trainedVersionId)}::text[]
    )
    on conflict do nothing`.execute(tx)
}
