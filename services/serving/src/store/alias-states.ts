import type { Transaction } from 'kysely'
import type { AliasedVersion } from '../domain/endpoint.ts'
import type { Database } from './database.ts'

/** Keeps what an alias names; false when a state as new or newer is known. */
export async function saveAliasState(
  tx: Transaction<Database>,
  model: string,
  alias: string,
  { versionId, revision, manifestDigest }: AliasedVersion,
  movedAt: Date,
): Promise<boolean> {
  const state = { version_id: versionId, revision, manifest_digest: manifestDigest, moved_at: movedAt }
  const saved = await tx
    .insertInto('alias_state')
    .values({ model, alias, ...state })
    .onConflict((conflict) =>
      conflict
        .columns(['project_id', 'model', 'alias'])
        .doUpdateSet(state)
        .where('alias_state.revision', '<', revision),
    )
    .returning('revision')
    .executeTakeFirst()
  return saved !== undefined
}

/** What the aliases of a model name now, locked against moves until the transaction ends. */
export async function lockAliasStates(
  tx: Transaction<Database>,
  model: string,
): Promise<Map<string, AliasedVersion>> {
  const rows = await tx.selectFrom('alias_state').selectAll().where('model', '=', model).forUpdate().execute()
  return new Map(
    rows.map((row) => [
      row.alias,
      { versionId: row.version_id, revision: row.revision, manifestDigest: row.manifest_digest },
    ]),
  )
}
