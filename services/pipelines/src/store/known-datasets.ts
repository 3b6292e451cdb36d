import type { Kysely, Transaction } from 'kysely'
import type { Database } from './database.ts'

/** The newest version of a dataset, as events told it. */
export type KnownDataset = {
  name: string
  number: number
  versionId: string
  /** Digests of its files; null where they are in the artifact `filesDigest`, or were not told. */
  files: string[] | null
  filesDigest: string | null
}

export async function findDataset(db: Kysely<Database>, name: string): Promise<KnownDataset | undefined> {
  const row = await db.selectFrom('known_dataset').selectAll().where('name', '=', name).executeTakeFirst()
  return (
    row && {
      name: row.name,
      number: row.number,
      versionId: row.version_id,
      files: row.files as string[] | null,
      filesDigest: row.files_digest,
    }
  )
}

/** Keeps the newer of two versions, in whatever order they are told. */
export async function saveDataset(tx: Transaction<Database>, dataset: KnownDataset): Promise<void> {
  const values = {
    number: dataset.number,
    version_id: dataset.versionId,
    files: dataset.files === null ? null : JSON.stringify(dataset.files),
    files_digest: dataset.filesDigest,
  }
  await tx
    .insertInto('known_dataset')
    .values({ name: dataset.name, ...values })
    .onConflict((conflict) =>
      conflict
        .columns(['project_id', 'name'])
        .doUpdateSet(values)
        .where('known_dataset.number', '<', dataset.number),
    )
    .execute()
}
