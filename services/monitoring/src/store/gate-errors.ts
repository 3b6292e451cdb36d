import { sql, type Transaction } from 'kysely'
import type { Database } from './database.ts'

/** Keeps what the gate measured for each partition of a version. */
export async function insertGateErrors(
  tx: Transaction<Database>,
  model: string,
  versionId: string,
  errors: readonly { partition: string; meanAbsoluteError: number }[],
): Promise<void> {
  await sql`
    insert into gate_error (model, version_id, partition, mean_absolute_error)
    select ${model}, ${versionId}, partition, mean_absolute_error
    from unnest(
      ${errors.map(({ partition }) => partition)}::text[],
      ${errors.map(({ meanAbsoluteError }) => meanAbsoluteError)}::float8[]
    ) as error (partition, mean_absolute_error)
    on conflict do nothing`.execute(tx)
}
