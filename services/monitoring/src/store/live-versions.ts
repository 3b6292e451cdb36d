import { sql, type Transaction } from 'kysely'
import type { Database } from './database.ts'

/** The version of a model that answers, as its alias last said. */
export type LiveVersion = {
  model: string
  versionId: string
  revision: number
  manifestDigest: string
  outputs: string[]
}

/**
 * Until the transaction ends, no other one changes which version of the model is live or begins to watch an endpoint of
 * it: each would miss what the other does.
 */
export async function lockModel(tx: Transaction<Database>, model: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`model ${model}`}, 0))`.execute(tx)
}

export async function findLiveVersion(
  tx: Transaction<Database>,
  model: string,
): Promise<LiveVersion | undefined> {
  const row = await tx.selectFrom('live_version').selectAll().where('model', '=', model).executeTakeFirst()
  return row && fromRow(row)
}

export async function saveLiveVersion(tx: Transaction<Database>, live: LiveVersion): Promise<void> {
  const values = {
    version_id: live.versionId,
    revision: live.revision,
    manifest_digest: live.manifestDigest,
    outputs: live.outputs,
  }
  await tx
    .insertInto('live_version')
    .values({ model: live.model, ...values })
    .onConflict((conflict) => conflict.columns(['project_id', 'model']).doUpdateSet(values))
    .execute()
}

type Row = {
  model: string
  version_id: string
  revision: number
  manifest_digest: string
  outputs: string[]
}

function fromRow(row: Row): LiveVersion {
  return {
    model: row.model,
    versionId: row.version_id,
    revision: row.revision,
    manifestDigest: row.manifest_digest,
    outputs: row.outputs,
  }
}
