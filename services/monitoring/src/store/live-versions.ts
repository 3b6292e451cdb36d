import type { Transaction } from 'kysely'
import type { Database } from './database.ts'

/** The version of a model that answers, as its alias last said. */
export type LiveVersion = {
  model: string
  versionId: string
  revision: number
  manifestDigest: string
  outputs: string[]
}

export async function findLiveVersion(
  tx: Transaction<Database>,
  model: string,
): Promise<LiveVersion | undefined> {
  const row = await tx.selectFrom('live_version').selectAll().where('model', '=', model).executeTakeFirst()
  return row && fromRow(row)
}

export async function lockLiveVersion(
  tx: Transaction<Database>,
  model: string,
): Promise<LiveVersion | undefined> {
  const row = await tx
    .selectFrom('live_version')
    .selectAll()
    .where('model', '=', model)
    .forUpdate()
    .executeTakeFirst()
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
